package im.regent.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.stream.StreamTransport;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Peers that take less than they are sent. */
class SlowPeerTest {
    private static final Element LARGE = Element.text(XmlWriter.CLIENT, "a", "x".repeat(4_000));

    private final Wire<RecordingHandler> wire = new Wire<>(10_000, RecordingHandler::new);
    private final StreamTransport transport = wire.handler.transport;

    @BeforeEach
    void open() {
        wire.sends(Wire.OPEN);
    }

    @AfterEach
    void release() {
        wire.stuck(false);
        wire.channel.finishAndReleaseAll();
    }

    private void send(int times) {
        for (int i = 0; i < times; i++) {
            transport.send(LARGE);
        }
        wire.output();
    }

    @Test
    void peerThatFallsTooFarBehindIsDropped() {
        wire.stuck(true);
        send(3);
        assertThat(wire.channel.isOpen()).isFalse();
        assertThat(wire.handler.told).containsExactly("opened example.org", "disconnected policy-violation");
    }

    @Test
    void peerThatTakesEverythingIsNotDroppedHoweverMuchItGets() {
        for (int i = 0; i < 100; i++) {
            send(2);
        }
        assertThat(wire.channel.isOpen()).isTrue();
    }

    /** Such as a large roster: it is one answer, and the peer asked for it. */
    @Test
    void oneElementThatIsLargerThanTheLimitPassesIfNothingWaitsBeforeIt() {
        Element huge = Element.text(XmlWriter.CLIENT, "a", "x".repeat(30_000));
        wire.stuck(true);
        transport.send(huge);
        wire.output();
        assertThat(wire.channel.isOpen()).isTrue();
        wire.stuck(false);
        wire.stuck(true);
        transport.send(huge);
        transport.send(huge);
        wire.output();
        assertThat(wire.channel.isOpen()).isFalse();
    }

    @Test
    void whatAPeerThatIsBehindHasSaidAlreadyWaitsToo() {
        wire.stuck(true);
        send(2);
        wire.sends("<one/><two/>");
        assertThat(wire.handler.told).containsExactly("opened example.org");
        wire.stuck(false);
        assertThat(wire.handler.told).containsExactly("opened example.org", "one", "two");
    }

    @Test
    void whoWaitsForAPeerHearsWhenItHasTakenEverything() {
        assertThat(transport.flushed()).isCompleted();
        wire.stuck(true);
        send(1);
        CompletionStage<Void> flushed = transport.flushed();
        assertThat(flushed).isNotCompleted();
        wire.stuck(false);
        assertThat(flushed).isCompleted();
    }

    @Test
    void whoWaitsForAPeerThatIsGoneWaitsForEver() {
        wire.stuck(true);
        send(1);
        CompletionStage<Void> flushed = transport.flushed();
        transport.abort();
        wire.stuck(false);
        assertThat(flushed).isNotCompleted();
        assertThat(transport.flushed()).isNotCompleted();
    }

    @Test
    void nothingIsReadFromAPeerThatIsBehind() {
        wire.stuck(true);
        send(2);
        wire.stuck(true);
        assertThat(wire.channel.config().isAutoRead()).isFalse();
        wire.stuck(false);
        assertThat(wire.channel.config().isAutoRead()).isTrue();
    }

    @Test
    void peerThatTakesNothingForThirtySecondsIsGone() {
        wire.stuck(true);
        send(1);
        wire.advance(Duration.ofSeconds(29));
        assertThat(wire.channel.isOpen()).isTrue();
        wire.advance(Duration.ofSeconds(2));
        assertThat(wire.channel.isOpen()).isFalse();
        assertThat(wire.handler.told).containsExactly("opened example.org", "disconnected connection-timeout");
    }

    @Test
    void peerThatTakesALittleNowAndThenStays() {
        for (int i = 0; i < 5; i++) {
            wire.stuck(true);
            send(1);
            wire.advance(Duration.ofSeconds(29));
            wire.stuck(false);
        }
        assertThat(wire.channel.isOpen()).isTrue();
    }
}
