package im.regent.bench.gateway;

import im.regent.bench.stream.Connected;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Several connections on one thread, heard element by element. Closing it leaves them open, in non-blocking mode. */
final class Conversations implements AutoCloseable {
    private final Selector selector = Selector.open();

    Conversations() throws IOException {}

    Voice join(Connected connected) throws IOException {
        connected.wire().channel().configureBlocking(false);
        return new Voice(connected, connected.wire().channel().register(selector, SelectionKey.OP_READ));
    }

    /**
     * Lets them talk until {@code isEnough}.
     *
     * @return whether that came before all were silent for as long as {@code patience}
     * @throws IOException when a connection broke
     */
    boolean hear(BooleanSupplier isEnough, Duration patience) throws IOException {
        long since = System.nanoTime();
        while (!isEnough.getAsBoolean()) {
            long left = patience.toMillis() - (System.nanoTime() - since) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            if (selector.select(left) > 0) {
                since = System.nanoTime();
            }
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.attachment() instanceof Voice voice) {
                    voice.ready();
                }
            }
            selector.selectedKeys().clear();
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
