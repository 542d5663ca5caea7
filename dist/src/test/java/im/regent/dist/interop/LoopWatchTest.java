package im.regent.dist.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.regent.core.net.HostCertificates;
import im.regent.core.net.Network;
import im.regent.core.stream.Listener;
import im.regent.core.stream.ListenerSpec;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamHandler;
import im.regent.core.stream.StreamHeader;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The watchdog bites whom it should, and nobody else. */
class LoopWatchTest {
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch handled = new CountDownLatch(1);

    /** Waits for another thread in the middle of a stanza, if it is told to. */
    private final class Planted implements StreamHandler {
        private final boolean isBlocking;

        Planted(boolean isBlocking) {
            this.isBlocking = isBlocking;
        }

        @Override
        public void opened(StreamHeader header) {
            // Nothing to say.
        }

        @Override
        public CompletionStage<Void> received(Element element) {
            if (isBlocking) {
                waitForRelease();
            }
            handled.countDown();
            return Stages.done();
        }

        private void waitForRelease() {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void disconnected(Optional<StreamError> error) {
            // Nothing to take apart.
        }
    }

    private LoopWatch watched(boolean isBlocking) throws Exception {
        HostCertificates none = host -> Optional.empty();
        LoopWatch watch = new LoopWatch();
        watch.start();
        try (Network network = new Network(Network.Settings.of(1, none))) {
            Listener listener = network.bind(
                    new ListenerSpec("planted", "127.0.0.1", 0, false, 65_536, transport -> new Planted(isBlocking)));
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
                socket.getOutputStream()
                        .write(("<stream:stream xmlns='jabber:client' version='1.0'"
                                        + " xmlns:stream='http://etherx.jabber.org/streams'><presence/>")
                                .getBytes(UTF_8));
                if (isBlocking) {
                    await().until(() -> !watch.findings().isEmpty());
                    release.countDown();
                }
                handled.await();
            }
        } finally {
            release.countDown();
            watch.stop();
        }
        return watch;
    }

    @Test
    void handlerThatWaitsIsFoundWithItsStack() throws Exception {
        assertThat(watched(true).findings().values())
                .anyMatch(stack -> stack.contains(Planted.class.getName() + ".waitForRelease"));
    }

    @Test
    void handlerThatDoesNotWaitIsLeftAlone() throws Exception {
        assertThat(watched(false).findings()).isEmpty();
    }
}
