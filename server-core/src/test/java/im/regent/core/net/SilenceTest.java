package im.regent.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.stream.StreamTransport;
import im.regent.core.xml.Element;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** How long a stream has heard nothing. */
class SilenceTest {
    @Test
    void silenceIsSinceTheLastByteAndOnlyWhileTheStreamListens() {
        CompletableFuture<Void> busy = new CompletableFuture<>();
        var wire = new Wire<>(1 << 20, transport -> new RecordingHandler(transport) {
            @Override
            public CompletionStage<Void> received(Element element) {
                return busy;
            }
        });
        StreamTransport transport = wire.handler.transport;
        wire.advance(Duration.ofSeconds(9));
        assertThat(transport.silence()).isEqualTo(Duration.ofSeconds(9));
        wire.sends(Wire.OPEN);
        assertThat(transport.silence()).isZero();
        wire.advance(Duration.ofSeconds(7));
        wire.sends(" ");
        wire.advance(Duration.ofSeconds(5));
        assertThat(transport.silence()).isEqualTo(Duration.ofSeconds(5));

        wire.sends("<a/>");
        wire.advance(Duration.ofMinutes(9));
        assertThat(transport.silence()).as("parked").isZero();
        busy.complete(null);
        wire.channel.runPendingTasks();
        wire.advance(Duration.ofSeconds(3));
        assertThat(transport.silence()).isEqualTo(Duration.ofSeconds(3));
        wire.channel.finishAndReleaseAll();
    }

    @Test
    void partsOfAStanzaCount() {
        var wire = new Wire<>(1 << 20, RecordingHandler::new);
        wire.sends(Wire.OPEN + "<a");
        wire.advance(Duration.ofSeconds(2));
        wire.sends(" b='");
        assertThat(wire.handler.transport.silence()).isZero();
        wire.channel.finishAndReleaseAll();
    }
}
