package im.regent.bench.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.bench.stream.ScriptedServer.Line;
import im.regent.bench.stream.Target.Encryption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginTest {
    private static final String PLAIN = "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
            + "<mechanism>SCRAM-SHA-1</mechanism><mechanism>PLAIN</mechanism></mechanisms>";
    private static final String SCRAM = PLAIN.replace("<mechanism>PLAIN</mechanism>", "");
    private static final String BIND = "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>";
    private static final String SESSION = "<session xmlns='urn:ietf:params:xml:ns:xmpp-session'>";
    private static final String BOUND = "<iq type='result' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
            + "<jid>romeo@localhost/given</jid></bind></iq>";
    private static final String READY = "<iq type='error' id='ready' from='localhost'><error type='cancel'/></iq>";

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    private Connected dial(ScriptedServer server, Stage stage) throws IOException {
        Target target = new Target(server.address(), "localhost", Encryption.NONE, "");
        Connected connected = new Dialler(target, timer, Duration.ofSeconds(20))
                .dial(new Account("romeo", "secret"), "orchard", stage);
        server.finish();
        connected.wire().close();
        return connected;
    }

    private static void authenticate(Line line) throws IOException {
        line.open(PLAIN);
        String auth = line.hear("</auth>");
        assertThat(auth).contains("mechanism='PLAIN'").contains(base64("\0romeo\0secret"));
        line.say("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void plainIsChosenAndTheServersAddressTaken() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            authenticate(line);
            line.open(BIND);
            assertThat(line.hear("</iq>")).contains("<resource>orchard</resource>");
            line.say("<message><body>old</body></message>" + BOUND);
        })) {
            assertThat(dial(server, Stage.BOUND).jid()).isEqualTo("romeo@localhost/given");
        }
    }

    @Test
    void presenceIsSentAndItsEffectAwaited() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            authenticate(line);
            line.open(BIND);
            line.hear("</iq>");
            line.say(BOUND);
            assertThat(line.hear("</iq>")).contains("<presence><priority>5</priority></presence>");
            line.say("<presence from='romeo@localhost/given'/><iq type='get' id='p1'><ping/></iq>" + READY);
        })) {
            assertThat(dial(server, Stage.PRESENT).jid()).isEqualTo("romeo@localhost/given");
        }
    }

    @Test
    void sessionIsAskedForWhereItIsNotOptional() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            authenticate(line);
            line.open(BIND + SESSION + "</session>");
            line.hear("</iq>");
            line.say(BOUND);
            assertThat(line.hear("</iq>")).contains("<session ");
            line.say("<iq type='result' id='session'/>");
        })) {
            dial(server, Stage.BOUND);
        }
    }

    @Test
    void optionalSessionIsLeftOut() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            authenticate(line);
            line.open(BIND + SESSION + "<optional/></session>");
            line.hear("</iq>");
            line.say(BOUND);
            assertThat(line.hear("</iq>")).contains("<presence>").doesNotContain("<session");
            line.say(READY);
        })) {
            dial(server, Stage.PRESENT);
        }
    }

    @Test
    void wrongPasswordSaysWhatTheServerSaid() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            line.open(PLAIN);
            line.hear("</auth>");
            line.say("<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>");
        })) {
            assertThatThrownBy(() -> dial(server, Stage.BOUND))
                    .hasMessageContaining("romeo")
                    .hasMessageContaining("not-authorized");
        }
    }

    @Test
    void scramServerWithoutProofIsRefused() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            line.open(SCRAM);
            String auth = line.hear("</auth>");
            String first =
                    new String(Base64.getDecoder().decode(auth.replaceAll("<[^>]*>", "")), StandardCharsets.UTF_8);
            String nonce = first.substring(first.indexOf("r=") + 2);
            line.say("<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
                    + base64("r=" + nonce + "more,s=QSXCR+Q6sek8bf92,i=4096") + "</challenge>");
            line.hear("</response>");
            line.say("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
        })) {
            assertThatThrownBy(() -> dial(server, Stage.BOUND)).hasMessageContaining("prove");
        }
    }

    @Test
    void serverThatInsistsOnTlsIsNamed() throws IOException {
        try (ScriptedServer server = new ScriptedServer(
                line -> line.open("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>"))) {
            assertThatThrownBy(() -> dial(server, Stage.BOUND)).hasMessageContaining("--tls");
        }
    }

    @Test
    void streamErrorIsTold() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            line.hear(">");
            line.say(Line.HEADER + "<stream:error><host-unknown/></stream:error></stream:stream>");
        })) {
            assertThatThrownBy(() -> dial(server, Stage.OPEN)).hasMessageContaining("host-unknown");
        }
    }

    @Test
    void silentServerIsGivenUp() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> line.hear("never said"))) {
            Target target = new Target(server.address(), "localhost", Encryption.NONE, "");
            Dialler dialler = new Dialler(target, timer, Duration.ofMillis(100));
            assertThatThrownBy(() -> dialler.dial(new Account("romeo", "x"), "orchard", Stage.OPEN))
                    .hasMessageContaining("no answer in time");
        }
    }
}
