package im.regent.bench.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** XEP-0114 §3. */
class ComponentLoginTest {
    private static final String HEADER =
            "<?xml version='1.0'?><stream:stream xmlns:stream='s' xml:id='no' id='3BF96D32' from='gw'>";

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    private Connected dial(ScriptedServer server, Duration patience) throws IOException {
        Target target = new Target(server.address(), "localhost", Target.Encryption.NONE, "");
        return new Dialler(target, timer, patience).dial(new Component(server.address(), "gw", "secret"));
    }

    // FIPS 180-4's example: SHA-1 of "abc".
    @Test
    void digestIsHexadecimal() {
        assertThat(ComponentLogin.digest("abc")).isEqualTo("a9993e364706816aba3e25717850c26c9cd0d89d");
    }

    @Test
    void handshakeProvesTheSecretAndWhatFollowsIsKept() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            assertThat(line.hear("to='gw'>")).contains("xmlns='jabber:component:accept'");
            line.say(HEADER);
            assertThat(line.hear("</handshake>"))
                    .isEqualTo("<handshake>" + ComponentLogin.digest("3BF96D32secret") + "</handshake>");
            line.say("<handshake></handshake><message><body>welcome</body></message>");
            line.hear("<bye/>");
        })) {
            Connected connected = dial(server, Duration.ofSeconds(20));
            assertThat(connected.jid()).isEqualTo("gw");
            Elements rest = connected.rest();
            Optional<String> next = rest.next();
            while (next.isEmpty() && rest.readFrom(connected.wire()) >= 0) {
                next = rest.next();
            }
            assertThat(next).contains("<message><body>welcome</body></message>");
            connected.wire().write(ByteBuffer.wrap("<bye/>".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            server.finish();
            connected.wire().close();
        }
    }

    @Test
    void refusalIsAClearErrorWithoutTheSecret() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            line.hear("to='gw'>");
            line.say(HEADER);
            line.hear("</handshake>");
            line.say("<stream:error><not-authorized/></stream:error></stream:stream>");
        })) {
            assertThatThrownBy(() -> dial(server, Duration.ofSeconds(20)))
                    .hasMessageContaining("log-in of gw")
                    .hasMessageContaining("not-authorized")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void unknownComponentIsRefusedInTheHeader() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            line.hear("to='gw'>");
            line.say(HEADER.replace(" id='3BF96D32'", "") + "<stream:error><host-unknown/></stream:error>");
        })) {
            assertThatThrownBy(() -> dial(server, Duration.ofSeconds(20))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void silenceIsNotWaitedForForEver() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> line.hear("never"))) {
            assertThatThrownBy(() -> dial(server, Duration.ofMillis(100))).hasMessageContaining("no answer in time");
        }
    }
}
