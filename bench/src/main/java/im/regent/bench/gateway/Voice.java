package im.regent.bench.gateway;

import im.regent.bench.stream.Connected;
import im.regent.bench.stream.Elements;
import im.regent.bench.stream.Wire;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** One connection among {@link Conversations}; belongs to their thread. */
final class Voice {
    private final Wire wire;
    private final Elements heard;
    private final SelectionKey key;
    private final Queue<ByteBuffer> unsaid = new ArrayDeque<>();
    private Listener listener = (voice, element) -> {};

    /** Takes what the server sends. */
    interface Listener {
        /** One first-level element; {@code voice} is where it came from, and where an answer goes. */
        void hear(Voice voice, String element) throws IOException;
    }

    Voice(Connected connected, SelectionKey key) {
        this.wire = connected.wire();
        this.heard = connected.rest();
        this.key = key;
        key.attach(this);
    }

    /** From now on {@code next} takes what comes, beginning with what had come and nobody has taken. */
    void tell(Listener next) throws IOException {
        listener = next;
        passOn();
    }

    /** Sends as much as the socket takes, and the rest when it takes more. */
    void say(String xml) throws IOException {
        unsaid.add(ByteBuffer.wrap(xml.getBytes(StandardCharsets.UTF_8)));
        write();
    }

    void ready() throws IOException {
        if (key.isWritable()) {
            write();
        }
        if (key.isReadable()) {
            read();
        }
    }

    private void write() throws IOException {
        while (!unsaid.isEmpty()) {
            if (!wire.write(unsaid.element())) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
            unsaid.remove();
        }
        key.interestOps(SelectionKey.OP_READ);
    }

    private void read() throws IOException {
        int count;
        do {
            count = heard.readFrom(wire);
            passOn();
        } while (count > 0 && wire.isReadAhead());
        if (count < 0) {
            throw new EOFException("the server closed a connection");
        }
    }

    private void passOn() throws IOException {
        for (Optional<String> element = heard.next(); element.isPresent(); element = heard.next()) {
            listener.hear(this, element.get());
        }
    }
}
