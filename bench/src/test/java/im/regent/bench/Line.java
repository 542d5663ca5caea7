package im.regent.bench;

import im.regent.bench.stream.Wire;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A server's end of a connection, in blocking mode; many threads may speak on it, one listens. */
final class Line implements Wire {
    private final SocketChannel channel;
    /** Who cuts elements has to see a stream header first. */
    private final ByteBuffer header = StandardCharsets.UTF_8.encode("<stream>");

    Line(SocketChannel channel) {
        this.channel = channel;
    }

    /** Reads until what was read ends with {@code end}; what the peer says next waits for an answer. */
    String hear(String end) throws IOException {
        StringBuilder heard = new StringBuilder();
        ByteBuffer bytes = ByteBuffer.allocate(4096);
        while (!heard.toString().endsWith(end)) {
            if (channel.read(bytes.clear()) < 0) {
                throw new EOFException("waited for " + end + " after " + heard);
            }
            heard.append(StandardCharsets.UTF_8.decode(bytes.flip()));
        }
        return heard.toString();
    }

    void say(String xml) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(xml);
        synchronized (this) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    @Override
    public SocketChannel channel() {
        return channel;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (header.hasRemaining()) {
            int count = header.remaining();
            into.put(header);
            return count;
        }
        return channel.read(into);
    }

    @Override
    public boolean write(ByteBuffer from) throws IOException {
        channel.write(from);
        return !from.hasRemaining();
    }

    @Override
    public boolean isReadAhead() {
        return false;
    }
}
