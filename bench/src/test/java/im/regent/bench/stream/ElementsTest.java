package im.regent.bench.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ElementsTest {
    private static final String BIG = "<message><body>" + "é".repeat(9000) + "</body></message>";

    /** Gives {@code piece} bytes at a time, if there is room for them. */
    private static final class Tap implements Wire {
        private final ByteBuffer bytes;
        private final int piece;

        Tap(String text, int piece) {
            this.bytes = StandardCharsets.UTF_8.encode(text);
            this.piece = piece;
        }

        @Override
        public SocketChannel channel() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer into) {
            if (!bytes.hasRemaining()) {
                return -1;
            }
            int count = Math.min(piece, Math.min(bytes.remaining(), into.remaining()));
            into.put(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
            return count;
        }

        @Override
        public boolean write(ByteBuffer from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isReadAhead() {
            return false;
        }
    }

    private static List<String> all(Elements elements, Tap tap) throws IOException {
        List<String> found = new ArrayList<>();
        do {
            for (Optional<String> next = elements.next(); next.isPresent(); next = elements.next()) {
                found.add(next.get());
            }
        } while (elements.readFrom(tap) >= 0);
        return found;
    }

    @Test
    void elementsAreCutWhereverReadsEndAndHoweverLongTheyAre() throws IOException {
        String stream = "<?xml version='1.0'?><stream:stream id='7'>" + "<a/> <b>1</b>\n".repeat(500) + BIG + "<c/>";
        for (int piece : new int[] {1, 3, 7, 4095, 4096, 4097, 100_000}) {
            Elements elements = new Elements();
            assertThat(all(elements, new Tap(stream, piece)))
                    .as("pieces of %d", piece)
                    .hasSize(1002)
                    .startsWith("<a/>", "<b>1</b>", "<a/>")
                    .endsWith("<b>1</b>", BIG, "<c/>");
            assertThat(elements.header()).endsWith("<stream:stream id='7'>");
            assertThat(elements.hasMore()).isFalse();
        }
    }

    @Test
    void whatIsLeftOutlivesTheTrim() throws IOException {
        String stream = "<stream><a/><b>1</b><c/>";
        for (int first = 12; first < stream.length(); first++) {
            Elements elements = new Elements();
            Tap tap = new Tap(stream, first);
            elements.readFrom(tap);
            assertThat(elements.next()).contains("<a/>");
            elements.trim();
            assertThat(all(elements, tap)).as("after %d bytes", first).containsExactly("<b>1</b>", "<c/>");
        }
    }

    @Test
    void endsOfTheStreamAreTold() throws IOException {
        assertThatThrownBy(() -> all(new Elements(), new Tap("<stream><a/></stream>", 50)))
                .hasMessageContaining("closed the stream");
        assertThatThrownBy(() -> all(new Elements(), new Tap("<stream><stream:error><x/></stream:error>", 50)))
                .hasMessageContaining("<stream:error><x/>");
    }

    @Test
    void endlessElementsAreGivenUp() {
        Tap tap = new Tap("<stream><a>" + "x".repeat(2 << 20), 1 << 16);
        assertThatThrownBy(() -> all(new Elements(), tap)).hasMessageContaining("more than 1048576 bytes");
    }
}
