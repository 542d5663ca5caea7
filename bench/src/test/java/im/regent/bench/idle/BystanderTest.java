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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BystanderTest {
    private final ServerSocketChannel listener = listener();
    private final List<SocketChannel> open = new ArrayList<>();

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
        for (SocketChannel channel : open) {
            channel.close();
        }
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

    /** Both ends of a new connection. */
    private Ends connect() throws IOException {
        SocketChannel near = SocketChannel.open(listener.getLocalAddress());
        SocketChannel far = listener.accept();
        open.add(near);
        open.add(far);
        return new Ends(new Socket(near), far);
    }

    private record Ends(Wire near, SocketChannel far) {}

    @Test
    void whatTheServerSaysIsReadAndWhatItClosesIsCounted() throws Exception {
        Bystander bystander = new Bystander();
        Ends early = connect();
        Ends kept = connect();
        Ends lost = connect();
        bystander.watch(early.near());
        early.near().close(); // before it was registered: no reason to stop reading the others
        bystander.watch(kept.near());
        bystander.watch(lost.near());
        Thread thread = new Thread(bystander, "bystander");
        thread.start();
        try {
            // More than the kernel buffers: it returns only if somebody reads.
            ByteBuffer much = ByteBuffer.allocate(1 << 24);
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> kept.far().write(much));
            assertThat(much.hasRemaining()).isFalse();
            lost.far().close();
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
