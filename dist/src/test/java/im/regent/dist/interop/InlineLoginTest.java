package im.regent.dist.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.dist.cli.Commands;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A phone that logs in, loses its connection, comes back in one round trip, and is lost: over TLS, with storage on disk. */
@Spec(xep = 484, version = "0.2.0")
@ExtendWith(LoopWatch.class)
class InlineLoginTest {
    private static final String DEVICE = "d4565fa7-4d72-4749-b3d3-740edbf87770";
    private static final String HEADER = "<?xml version='1.0'?><stream:stream xmlns='jabber:client' version='1.0'"
            + " xmlns:stream='http://etherx.jabber.org/streams' to='localhost' from='alice@localhost'>";
    private static final String AGENT = "<user-agent id='" + DEVICE + "'><software>Verona</software></user-agent>";
    private static final String BIND = "<bind xmlns='urn:xmpp:bind:0'><tag>Verona</tag>"
            + "<enable xmlns='urn:xmpp:carbons:2'/><enable xmlns='urn:xmpp:sm:3' resume='true'/></bind>";

    @TempDir
    Path directory;

    private static String authenticate(String mechanism, byte[] initial, String more) {
        return "<authenticate xmlns='urn:xmpp:sasl:2' mechanism='" + mechanism + "'><initial-response>"
                + Base64.getEncoder().encodeToString(initial) + "</initial-response>" + AGENT + more
                + "</authenticate>";
    }

    private static String byToken(String token, RawClient client, String more) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(token.getBytes(UTF_8), "HmacSHA256"));
        mac.update("Initiator".getBytes(UTF_8));
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes("alice\0".getBytes(UTF_8));
        message.writeBytes(mac.doFinal(client.serverEndPoint()));
        return authenticate("HT-SHA-256-ENDP", message.toByteArray(), "<fast xmlns='urn:xmpp:fast:0'/>" + more);
    }

    private static Commands.Outcome user(DemoServer server, String... words) {
        String[] all = new String[words.length + 3];
        all[0] = "user";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--data";
        all[words.length + 2] = server.data().toString();
        return Commands.runWith("", all);
    }

    @Test
    @Section("3.4")
    void oneRoundTripUntilAnAdministratorTakesTheTokenAway() throws Exception {
        try (DemoServer server = new DemoServer(directory, List.of("disabled-features=[]"))) {
            String token;
            String session;
            try (RawClient phone = new RawClient(server)) {
                byte[] password = ("\0alice\0" + server.secret("alice@localhost")).getBytes(UTF_8);
                String request = "<request-token xmlns='urn:xmpp:fast:0' mechanism='HT-SHA-256-ENDP'/>";
                phone.sends(HEADER).reads("<feature var=['\"]urn:xmpp:carbons:2['\"]/>");
                phone.sends(authenticate("PLAIN", password, request + BIND));
                String success = phone.reads("(<success .*?</success>)");
                assertThat(success).contains("<metadata xmlns='urn:xmpp:mam:2'");
                token = group(success, " token=['\"]([^'\"]+)['\"]");
                session = group(success, "<enabled [^>]*\\bid=['\"]([^'\"]+)['\"]");
            }
            String resume = "<resume xmlns='urn:xmpp:sm:3' h='0' previd='" + session + "'/>";
            try (RawClient phone = new RawClient(server)) {
                // One flight of the client, one of the server.
                phone.sends(HEADER + byToken(token, phone, resume + BIND));
                assertThat(phone.reads("(<success .*?</success>)"))
                        .contains("<resumed ")
                        .doesNotContain("<bound");
            }
            assertThat(user(server, "tokens", "alice").out()).contains(DEVICE, "Verona");
            assertThat(user(server, "revoke", "alice", "nobody").exitCode()).isEqualTo(1);
            assertThat(user(server, "revoke", "alice", DEVICE).out())
                    .isEqualToIgnoringNewLines("revoked the tokens of one client of alice@localhost");
            assertThat(user(server, "tokens", "alice").out()).isEqualToIgnoringNewLines("no client has a token");
            try (RawClient phone = new RawClient(server)) {
                phone.sends(HEADER + byToken(token, phone, resume));
                assertThat(phone.reads("<failure .*?</failure>")).contains("not-authorized");
            }
        }
    }

    @Test
    @Section("4.2")
    void tokensOutliveTheServer() throws Exception {
        String token;
        DemoServer stopped;
        try (DemoServer server = new DemoServer(directory);
                RawClient phone = new RawClient(server)) {
            byte[] password = ("\0alice\0" + server.secret("alice@localhost")).getBytes(UTF_8);
            String request = "<request-token xmlns='urn:xmpp:fast:0' mechanism='HT-SHA-256-ENDP'/>";
            phone.sends(HEADER + authenticate("PLAIN", password, request));
            stopped = server;
            token = group(phone.reads("(<success .*?</success>)"), " token=['\"]([^'\"]+)['\"]");
        }
        assertThat(user(stopped, "tokens", "alice").out()).contains(DEVICE);
        try (DemoServer server = new DemoServer(directory);
                RawClient phone = new RawClient(server)) {
            phone.sends(HEADER + byToken(token, phone, BIND));
            assertThat(phone.reads("(<success .*?</success>)")).contains("alice@localhost/Verona/");
        }
    }

    private static RawClient login(DemoServer server, String user, String agent, String more) throws Exception {
        byte[] password = ("\0" + user + "\0" + server.secret(user + "@localhost")).getBytes(UTF_8);
        RawClient client = new RawClient(server);
        client.sends(HEADER.replace("alice@", user + "@"));
        client.sends(authenticate("PLAIN", password, more).replace(AGENT, agent));
        client.reads("<success .*?</success>");
        return client;
    }

    /** What came until everything that was sent is answered. */
    private static String answered(RawClient client, String sent) throws Exception {
        client.sends(sent + "<iq type='get' id='last' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>");
        return client.reads("(.*?)<iq [^>]*id=['\"]last['\"]");
    }

    private static String chat(String body, String more) {
        return "<message type='chat' to='alice@localhost'><body>" + body + "</body>" + more + "</message>";
    }

    @Test
    @Spec(xep = 386, version = "1.1.0")
    @Section("3.2")
    void whatWaitedIsClearedWithoutSendingItWhenTheArchiveHasIt() throws Exception {
        String bind = "<bind xmlns='urn:xmpp:bind:0'/>";
        String secret = "<no-permanent-store xmlns='urn:xmpp:hints'/>";
        try (DemoServer server = new DemoServer(directory);
                RawClient bob = login(server, "bob", "", bind)) {
            assertThat(answered(bob, chat("one", "") + chat("kept nowhere else", secret) + chat("two", "")))
                    .doesNotContain("type='error'");
            try (RawClient phone = login(server, "alice", AGENT, bind)) {
                // Behind the clearing, which nobody waits for: it is in the same storage, and was begun before.
                answered(phone, "<iq type='get' id='v'><query xmlns='jabber:iq:roster'/></iq>");
                answered(bob, chat("three", ""));
                phone.sends("<presence/>");
                assertThat(phone.reads("(.*)three</body>"))
                        .contains("kept nowhere else")
                        .doesNotContain("one</body>", "two</body>");
                String all = "<iq type='set' id='all'><query xmlns='urn:xmpp:mam:2'/></iq>";
                assertThat(answered(phone, all)).contains("one</body>", "two</body>", "three</body>");
            }
        }
    }

    @Test
    @Spec(xep = 386, version = "1.1.0")
    @Section("3.2")
    void whoBindsTheOldWayGetsWhatWaited() throws Exception {
        try (DemoServer server = new DemoServer(directory);
                RawClient bob = login(server, "bob", "", "<bind xmlns='urn:xmpp:bind:0'/>")) {
            answered(bob, chat("one", ""));
            try (RawClient old = login(server, "alice", "", "")) {
                answered(old, "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");
                assertThat(old.sends("<presence/>").reads("<body>one</body>")).isNotEmpty();
            }
        }
    }

    private static String group(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }
}
