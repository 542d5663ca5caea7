package im.regent.c2s;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.exception.ScramException;
import im.regent.c2s.bind2.Bind2Factory;
import im.regent.c2s.clientstate.ClientStateFactory;
import im.regent.c2s.fast.FastFactory;
import im.regent.c2s.management.ManagementFactory;
import im.regent.c2s.sasl2.Sasl2Factory;
import im.regent.c2s.upgrade.UpgradeFactory;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.store.Stores;
import im.regent.core.xml.Element;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a client does that logs in and binds in one step, and a world for it. */
final class Modern {
    static final String SASL2 = "urn:xmpp:sasl:2";
    static final String BIND2 = "urn:xmpp:bind:0";
    static final String FAST = "urn:xmpp:fast:0";
    static final String SM = "urn:xmpp:sm:3";
    static final String DEVICE = "d4565fa7-4d72-4749-b3d3-740edbf87770";
    static final String OTHER_DEVICE = "11111111-2222-4333-8444-555555555555";
    static final String AGENT = agent(DEVICE);

    private Modern() {}

    static ClientWorld world(String config, FeatureFactory<?>... more) {
        return new ClientWorld(config, features(more));
    }

    private static FeatureFactory<?>[] features(FeatureFactory<?>... more) {
        List<FeatureFactory<?>> all = new ArrayList<>(List.of(
                new Sasl2Factory(),
                new Bind2Factory(),
                new FastFactory(),
                new UpgradeFactory(),
                new ManagementFactory(),
                new ClientStateFactory()));
        all.addAll(List.of(more));
        return all.toArray(FeatureFactory<?>[]::new);
    }

    /** With what an earlier world has stored. */
    static ClientWorld again(Stores stores, String config) {
        return ClientWorld.again(stores, config, features());
    }

    static String agent(String id) {
        return "<user-agent id='" + id + "'><software>Verona</software><device>A phone</device></user-agent>";
    }

    static String authenticate(String mechanism, String more) {
        return "<authenticate xmlns='" + SASL2 + "' mechanism='" + mechanism + "'>" + more + "</authenticate>";
    }

    static String initial(byte[] data) {
        return "<initial-response>" + Base64.getEncoder().encodeToString(data) + "</initial-response>";
    }

    static String response(String data) {
        return "<response xmlns='" + SASL2 + "'>" + Script.base64(data) + "</response>";
    }

    /** The whole of a login with a password, in one element. */
    static String plain(String user, String password, String more) {
        return authenticate("PLAIN", initial(('\0' + user + '\0' + password).getBytes(UTF_8)) + more);
    }

    static String plain(String more) {
        return plain("juliet", ClientWorld.PASSWORD, more);
    }

    static String bind(String options) {
        return "<bind xmlns='" + BIND2 + "'><tag>Verona</tag>" + options + "</bind>";
    }

    static String resume(String id, long h) {
        return "<resume xmlns='" + SM + "' previd='" + id + "' h='" + h + "'/>";
    }

    static String enable() {
        return "<enable xmlns='" + SM + "' resume='true'/>";
    }

    static String requestToken(String mechanism) {
        return "<request-token xmlns='" + FAST + "' mechanism='" + mechanism + "'/>";
    }

    /** The whole of a login with a token that is bound to nothing. */
    static String byToken(String token, String attributes, String more) {
        return byToken(
                "HT-SHA-256-NONE",
                "juliet",
                token,
                new byte[0],
                "<fast xmlns='" + FAST + "' " + attributes + "/>" + AGENT + more);
    }

    static String byToken(String mechanism, String user, String token, byte[] binding, String more) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes((user + '\0').getBytes(UTF_8));
        message.writeBytes(hashed(token, "Initiator", binding));
        return authenticate(mechanism, initial(message.toByteArray()) + more);
    }

    static byte[] hashed(String token, String who, byte[] binding) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(UTF_8), "HmacSHA256"));
            mac.update(who.getBytes(UTF_8));
            return mac.doFinal(binding);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A client under TLS that has its features and has forgotten them. */
    static WiredClient secured(ClientWorld world) {
        return Script.secured(world);
    }

    static WiredClient secured(ClientWorld world, Map<String, byte[]> bindings) {
        WiredClient client = world.connectWithTls(bindings).sends(Script.header());
        Script.forget(client);
        return client;
    }

    /** A SCRAM exchange up to the server's last word on it, which is checked. */
    static Element scram(String mechanism, String more, Function<String, Element> wire) {
        try {
            ScramClient.FinalBuildStage builder = ScramClient.builder()
                    .advertisedMechanisms(List.of(mechanism, mechanism.replace("-PLUS", "")))
                    .username("juliet")
                    .password(ClientWorld.PASSWORD.toCharArray());
            ScramClient scram = mechanism.endsWith("-PLUS")
                    ? builder.channelBinding("tls-server-end-point", new byte[32])
                            .build()
                    : builder.build();
            byte[] first = scram.clientFirstMessage().toString().getBytes(UTF_8);
            Element challenge = wire.apply(authenticate(mechanism, initial(first) + more));
            scram.serverFirstMessage(LogIn.text(challenge));
            Element last = wire.apply(response(scram.clientFinalMessage().toString()));
            scram.serverFinalMessage(
                    LogIn.text(last.child(SASL2, "additional-data").orElseThrow()));
            return last;
        } catch (ScramException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends, and has the first element that comes in answer; the rest is left. */
    static Element answer(WiredClient client, String xml) {
        Script.forget(client);
        return client.sends(xml).elements.remove();
    }

    static String identifier(Element success) {
        return success.child(SASL2, "authorization-identifier").orElseThrow().text();
    }

    static String token(Element success) {
        return success.child(FAST, "token").orElseThrow().attribute("token", "");
    }

    /** An answer in short: its name, and the condition of a failure. */
    static String named(Element answer) {
        return answer.localName().equals("failure") ? "failure " + Script.condition(answer) : answer.localName();
    }
}
