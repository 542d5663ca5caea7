package im.regent.bench.stream;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/**
 * TLS over a socket with the JDK's engine.
 *
 * <p>Three buffers: {@code sealedIn} holds what came from the socket and is not yet a whole record, {@code opened} the
 * plain bytes of a record that the caller has not taken yet, {@code sealedOut} what the socket did not take yet.
 */
final class TlsWire implements Wire {
    private final SocketChannel channel;
    private final SSLEngine engine;
    private final ByteBuffer sealedIn;
    private final ByteBuffer opened;
    private final ByteBuffer sealedOut;

    private TlsWire(SocketChannel channel, SSLEngine engine) {
        this.channel = channel;
        this.engine = engine;
        int record = engine.getSession().getPacketBufferSize();
        this.sealedIn = ByteBuffer.allocateDirect(record).flip();
        this.sealedOut = ByteBuffer.allocateDirect(record).flip();
        this.opened = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize())
                .flip();
    }

    /** Shakes hands on a channel in blocking mode; nothing of the stream may have been read ahead. */
    static TlsWire connect(SocketChannel channel, SSLEngine engine) throws IOException {
        engine.setUseClientMode(true);
        engine.beginHandshake();
        TlsWire wire = new TlsWire(channel, engine);
        ByteBuffer nothing = ByteBuffer.allocate(0);
        while (isShaking(engine)) {
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                wire.seal(nothing);
            } else if (wire.open() < 0) {
                throw new EOFException("the server closed the connection during the TLS handshake");
            }
        }
        return wire;
    }

    private static boolean isShaking(SSLEngine engine) {
        HandshakeStatus status = engine.getHandshakeStatus();
        return status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED;
    }

    @Override
    public SocketChannel channel() {
        return channel;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        while (!opened.hasRemaining()) {
            int outcome = open();
            if (outcome <= 0) {
                return outcome;
            }
        }
        int count = Math.min(into.remaining(), opened.remaining());
        into.put(into.position(), opened, opened.position(), count);
        into.position(into.position() + count);
        opened.position(opened.position() + count);
        return count;
    }

    /** Opens one record, or reads more of it: -1 at the end, 0 when nothing is there, 1 when something moved. */
    private int open() throws IOException {
        opened.clear();
        SSLEngineResult result = engine.unwrap(sealedIn, opened);
        opened.flip();
        switch (result.getStatus()) {
            case CLOSED -> {
                return -1;
            }
            case BUFFER_UNDERFLOW -> {
                sealedIn.compact();
                int count = channel.read(sealedIn);
                sealedIn.flip();
                return Integer.signum(count);
            }
            case BUFFER_OVERFLOW -> throw new IOException("a TLS record is larger than its session allows");
            case OK -> answerHandshake();
        }
        return 1;
    }

    private void answerHandshake() throws IOException {
        HandshakeStatus status = engine.getHandshakeStatus();
        if (status == HandshakeStatus.NEED_TASK) {
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
        } else if (status == HandshakeStatus.NEED_WRAP) {
            seal(ByteBuffer.allocate(0));
        }
    }

    @Override
    public boolean write(ByteBuffer from) throws IOException {
        while (flush()) {
            if (!from.hasRemaining()) {
                return true;
            }
            seal(from);
        }
        return false;
    }

    @Override
    public boolean isReadAhead() {
        return true;
    }

    private void seal(ByteBuffer from) throws IOException {
        if (!flush()) {
            return;
        }
        sealedOut.clear();
        SSLEngineResult result = engine.wrap(from, sealedOut);
        sealedOut.flip();
        if (result.getStatus() != SSLEngineResult.Status.OK) {
            throw new IOException("cannot encrypt: " + result.getStatus());
        }
        flush();
    }

    private boolean flush() throws IOException {
        if (sealedOut.hasRemaining()) {
            channel.write(sealedOut);
        }
        return !sealedOut.hasRemaining();
    }
}
