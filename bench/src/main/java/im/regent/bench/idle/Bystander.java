package im.regent.bench.idle;

import im.regent.bench.stream.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads and forgets what the server sends to idle connections (presence of each other, mostly), so that it does not
 * pile up in the server, and counts those that the server closes.
 *
 * <p>One thread runs it; {@link #watch}, {@link #closed} and {@link #stop} may be called from any.
 */
final class Bystander implements Runnable {
    private final Queue<Wire> arriving = new ConcurrentLinkedQueue<>();
    private final ByteBuffer waste = ByteBuffer.allocateDirect(1 << 16);
    private final AtomicInteger closed = new AtomicInteger();
    private final Selector selector;
    private volatile boolean isStopped;

    Bystander() throws IOException {
        this.selector = Selector.open();
    }

    void watch(Wire wire) throws IOException {
        wire.channel().configureBlocking(false);
        arriving.add(wire);
        selector.wakeup();
    }

    /** Connections that the server, or the network, closed. */
    int closed() {
        return closed.get();
    }

    void stop() {
        isStopped = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        try (selector) {
            while (!isStopped) {
                selector.select(this::ready);
                for (Wire wire = arriving.poll(); wire != null; wire = arriving.poll()) {
                    register(wire);
                }
            }
        } catch (IOException e) {
            System.getLogger(Bystander.class.getName()).log(System.Logger.Level.ERROR, "stopped reading", e);
        }
    }

    private void register(Wire wire) {
        try {
            wire.channel().register(selector, SelectionKey.OP_READ, wire);
        } catch (ClosedChannelException e) {
            return; // this side has closed it again before its turn came
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.attachment() instanceof Wire wire && drain(wire) < 0) {
                lose(key);
            }
        } catch (IOException e) {
            lose(key);
        }
    }

    private int drain(Wire wire) throws IOException {
        int count;
        do {
            waste.clear();
            count = wire.read(waste);
        } while (count > 0 && wire.isReadAhead());
        return count;
    }

    private void lose(SelectionKey key) {
        key.cancel();
        closed.incrementAndGet();
    }
}
