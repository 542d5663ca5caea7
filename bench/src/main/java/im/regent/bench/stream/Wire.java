package im.regent.bench.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The bytes between this machine and a server, plain or encrypted.
 *
 * <p>One thread at a time uses a wire. It works in blocking mode (log-in) and in non-blocking mode (load), whichever
 * its {@link #channel()} is in.
 */
public interface Wire extends AutoCloseable {
    /** Bytes as they are. */
    static Wire plain(SocketChannel channel) {
        return new PlainWire(channel);
    }

    /** The socket below, to register with a selector or to change its mode. */
    SocketChannel channel();

    /**
     * Reads what is there.
     *
     * @return bytes read, 0 when nothing is there now (non-blocking mode only), -1 at the end of the stream
     * @throws IOException when the connection or its encryption broke
     */
    int read(ByteBuffer into) throws IOException;

    /**
     * Writes {@code from}; to be called again with the same buffer, once the socket is writable, until it says true.
     *
     * @return whether everything was handed to the kernel
     * @throws IOException when the connection or its encryption broke
     */
    boolean write(ByteBuffer from) throws IOException;

    /** Whether bytes may be left that a selector does not know of, so that one reads until nothing comes. */
    boolean isReadAhead();

    @Override
    default void close() throws IOException {
        channel().close();
    }
}
