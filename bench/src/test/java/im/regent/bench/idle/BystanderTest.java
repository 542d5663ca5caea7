package im.regent.bench.idle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import im.regent.bench.stream.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BystanderTest {
    private final ServerSocketChannel listener = listener();

    private static ServerSocketChannel listener() {
        try {
            return ServerSocketChannel.open();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void listen() throws IOException {
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    private record Socket(SocketChannel channel) implements Wire {
        @Override
        public int read(ByteBuffer into) throws IOException {
            return channel.read(into);
        }

        @Override
        public boolean write(ByteBuffer from) {
            throw new AssertionError("a bystander says nothing");
        }

        @Override
        public boolean isReadAhead() {
            return false;
        }
    }

    private Wire connect() throws IOException {
        return new Socket(SocketChannel.open(listener.getLocalAddress()));
    }

    @Test
    void whatTheServerSaysIsReadAndWhatItClosesIsCounted() throws Exception {
        Bystander bystander = new Bystander();
        Thread thread = new Thread(bystander, "bystander");
        try (Wire early = connect();
                Wire kept = connect();
                Wire lost = connect();
                SocketChannel ignored = listener.accept();
                SocketChannel keptEnd = listener.accept();
                SocketChannel lostEnd = listener.accept()) {
            bystander.watch(early);
            early.close(); // before it was registered: no reason to stop reading the others
            bystander.watch(kept);
            bystander.watch(lost);
            thread.start();
            // More than the kernel buffers: it returns only if somebody reads.
            ByteBuffer much = ByteBuffer.allocate(1 << 24);
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> keptEnd.write(much));
            assertThat(much.hasRemaining()).isFalse();
            lostEnd.close();
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                while (bystander.closed() == 0) {
                    Thread.onSpinWait();
                }
            });
            assertThat(bystander.closed()).isEqualTo(1);
        } finally {
            bystander.stop();
            thread.join();
        }
    }
}
