package im.regent.c2s.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.stream.ClientCertificate;
import im.regent.core.stream.TlsFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is offered on one stream: the same for every user of a host. Immutable.
 *
 * <p>The stream has to advertise exactly this: every mechanism in the given order, every channel binding (XEP-0440), and
 * nothing else, or clients that check the downgrade protection (XEP-0474) will refuse to log in. So it is made once, before
 * the features are sent, and kept until the login ends. A negotiation that offers a list of its own beside this one has an
 * offer of its own.
 */
public final class SaslOffer {
    private final String host;
    private final boolean isSecure;
    private final boolean isProtected;
    private final List<Mechanism> mechanisms;
    private final Map<String, byte[]> bindings;
    private final List<Jid> certified;

    /** Of a host on a connection with or without TLS. */
    SaslOffer(String host, SaslSettings settings, @Nullable TlsFacts tls) {
        this.host = host;
        this.isSecure = tls != null;
        this.isProtected = settings.downgradeProtection();
        boolean hasScram = settings.mechanisms().stream().anyMatch(mechanism -> mechanism != Mechanism.PLAIN);
        // XEP-0440: types without a -PLUS mechanism look like an attack, and the other way round.
        this.bindings = tls == null || !hasScram ? Map.of() : bindings(tls);
        this.certified = tls == null ? List.of() : certified(host, tls);
        this.mechanisms = Arrays.stream(Mechanism.values())
                .filter(mechanism -> mechanism == Mechanism.EXTERNAL
                        ? !certified.isEmpty()
                        : settings.mechanisms().contains(mechanism.asConfigured()))
                .filter(mechanism -> isSecure || !mechanism.needsTls())
                .filter(mechanism -> !bindings.isEmpty() || !mechanism.bindsChannel())
                .toList();
    }

    private static Map<String, byte[]> bindings(TlsFacts tls) {
        Map<String, byte[]> data = new LinkedHashMap<>();
        for (String type : ChannelBindings.offered(tls)) {
            tls.channelBinding(type).ifPresent(bytes -> data.put(type, bytes.clone()));
        }
        return data;
    }

    /** RFC 6120 §13.7.2.2.1: an address of another domain must not be used. */
    private static List<Jid> certified(String host, TlsFacts tls) {
        return tls.clientCertificate().map(ClientCertificate::xmppAddresses).orElse(List.of()).stream()
                .flatMap(address -> account(address, host).stream())
                .distinct()
                .toList();
    }

    private static Optional<Jid> account(String address, String host) {
        try {
            return Optional.of(Jid.parse(address))
                    .filter(jid ->
                            jid.hasLocal() && jid.isBare() && jid.domain().equals(host));
        } catch (MalformedJidException e) {
            return Optional.empty();
        }
    }

    /** The virtual host whose accounts can log in. */
    public String host() {
        return host;
    }

    /** The mechanisms to advertise, strongest first. Empty when all that are allowed need TLS. */
    public List<Mechanism> mechanisms() {
        return mechanisms;
    }

    /** The types of channel bindings to advertise (XEP-0440); advertise no element if there are none. */
    public List<String> channelBindings() {
        return List.copyOf(bindings.keySet());
    }

    boolean isSecure() {
        return isSecure;
    }

    boolean bindsChannel() {
        return !bindings.isEmpty();
    }

    /** Accounts of the host that the client's certificate names; they need not exist. */
    List<Jid> certified() {
        return certified;
    }

    Optional<byte[]> channelBinding(String type) {
        return Optional.ofNullable(bindings.get(type));
    }

    /** What XEP-0474 (§ "Server Sends Downgrade Protection Hash") has hashed and sent, if that is switched on. */
    Optional<byte[]> protectedText() {
        if (!isProtected) {
            return Optional.empty();
        }
        // Names are ASCII, so the order of strings is that of the "i;octet" collation.
        List<String> names = new ArrayList<>(
                mechanisms.stream().map(Mechanism::wireName).sorted().toList());
        String text = String.join("\u001E", names);
        if (!bindings.isEmpty()) {
            text += "\u001F"
                    + String.join("\u001E", bindings.keySet().stream().sorted().toList());
        }
        return Optional.of(text.getBytes(UTF_8));
    }
}
