package im.regent.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 6120 §5.3.5: what we refuse below the stream ends the connection; nothing else does. */
class AlertSentTest {
    private static final byte HANDSHAKE = 22;
    private static final byte ALERT = 21;
    private static final byte VERSION = 3;

    private final EmbeddedChannel channel = new EmbeddedChannel(new AlertSent());

    AlertSentTest() {
        channel.freezeTime();
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void write(byte... bytes) {
        channel.writeOutbound(Unpooled.wrappedBuffer(bytes));
    }

    private boolean isClosedSoon() {
        channel.advanceTimeBy(2, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        return !channel.isOpen();
    }

    @Test
    void whoIsSentAnAlertIsClosed() {
        write(ALERT, VERSION, VERSION, (byte) 0, (byte) 2, (byte) 2, (byte) 40);
        assertThat(channel.isOpen()).isTrue();
        assertThat(isClosedSoon()).isTrue();
    }

    @Test
    void alertBehindAnotherRecordIsSeen() {
        write(HANDSHAKE, VERSION, VERSION, (byte) 0, (byte) 1, (byte) 1, ALERT, VERSION, VERSION, (byte) 0, (byte) 2);
        assertThat(isClosedSoon()).isTrue();
    }

    @Test
    void aRecordInPiecesIsNoAlertWhateverItsPiecesBeginWith() {
        write(HANDSHAKE, VERSION, VERSION, (byte) 1);
        write(ALERT); // a length of 277
        write(ALERT, ALERT);
        write(new byte[200]);
        byte[] rest = new byte[75];
        rest[0] = ALERT;
        write(rest);
        assertThat(isClosedSoon()).isFalse();

        write(ALERT);
        assertThat(isClosedSoon()).isTrue();
    }
}
