package im.regent.bench.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageScannerTest {
    private static final long NOW = 123_456_789L;

    private final List<Long> numbers = new ArrayList<>();

    private void note(byte[] bytes, int stampAt) {
        numbers.add(stampAt < 0 ? -1 : Stamp.number(bytes, stampAt));
    }

    private static String stamp(long number) {
        ByteBuffer stamp = ByteBuffer.allocate(Stamp.BYTES);
        Stamp.write(stamp, 0, 7, number, NOW);
        return new String(stamp.array(), StandardCharsets.US_ASCII);
    }

    private static String message(long number, String after) {
        return "<message to='a@b/c' type=\"chat\"><body>Wherefore > é😀 " + stamp(number) + "</body>" + after
                + "</message>";
    }

    private void feed(MessageScanner scanner, byte[] all, int from, int to) {
        int at = from;
        while (at < to) {
            int count = Math.min(to - at, scanner.buffer().remaining());
            scanner.buffer().put(all, at, count);
            scanner.scan(this::note);
            at += count;
        }
    }

    @Test
    void messagesAreFoundWhereverReadsEnd() {
        String stream = "<presence from='a@b/c'/>" + message(0, "") + message(1, "<stanza-id id='1'/>")
                + "<iq type='get'><x></x></iq>" + message(0xfedcba98L, "") + "<message><no/></message>"
                + message(3, "<a>b</a>") + "<presence/>";
        byte[] all = stream.getBytes(StandardCharsets.UTF_8);
        for (int first = 0; first <= all.length; first++) {
            for (int second = first; second <= all.length; second += 5) {
                MessageScanner scanner = new MessageScanner(1024);
                numbers.clear();
                feed(scanner, all, 0, first);
                feed(scanner, all, first, second);
                feed(scanner, all, second, all.length);
                assertThat(numbers)
                        .as("split at %d and %d", first, second)
                        .containsExactly(0L, 1L, 0xfedcba98L, -1L, 3L);
                assertThat(scanner.excerpt(0)).isEqualTo("<presence/>");
            }
        }
    }

    @Test
    void almostTheEndTagIsNotTheEnd() {
        MessageScanner scanner = new MessageScanner(1024);
        byte[] all = ("<message></massage></messages></message<<//message></Message></message >" + message(5, ""))
                .getBytes(StandardCharsets.UTF_8);
        feed(scanner, all, 0, all.length);
        assertThat(numbers).containsExactly(5L);
    }

    @Test
    void noiseLongerThanTheBufferIsForgotten() {
        MessageScanner scanner = new MessageScanner(512);
        byte[] all = ("<presence/>".repeat(1000) + message(1, "") + "<presence/>".repeat(333) + message(2, ""))
                .getBytes(StandardCharsets.UTF_8);
        for (int piece = 1; piece < 600; piece += 13) {
            numbers.clear();
            for (int at = 0; at < all.length; at += piece) {
                feed(scanner, all, at, Math.min(all.length, at + piece));
            }
            assertThat(numbers).containsExactly(1L, 2L);
        }
    }

    @Test
    void stampSaysWhoWhichAndWhen() {
        byte[] bytes = stamp(0x00c0ffee).getBytes(StandardCharsets.US_ASCII);
        assertThat(Stamp.pair(bytes, 0)).isEqualTo(7);
        assertThat(Stamp.number(bytes, 0)).isEqualTo(0x00c0ffee);
        assertThat(Stamp.age(bytes, 0, NOW + 5_000)).isEqualTo(5_000);
        bytes[2] = 'g';
        assertThat(Stamp.pair(bytes, 0)).isNegative();
    }

    @Test
    void ageSurvivesTheWrapOfItsDigits() {
        ByteBuffer stamp = ByteBuffer.allocate(Stamp.BYTES);
        long beforeWrap = (1L << 48) - 10;
        Stamp.write(stamp, 0, 1, 1, beforeWrap);
        assertThat(Stamp.age(stamp.array(), 0, beforeWrap + 30)).isEqualTo(30);
    }

    @Test
    void templatesAreMessagesThatTheScannerReads() {
        Template template = new Template(65_535, Envelope.plain("b@c/d"), 100, 300);
        int count = template.capacity();
        assertThat(count).isEqualTo(256);
        MessageScanner scanner = new MessageScanner(1 << 17);
        ByteBuffer batch = template.number(count, 1000, NOW);
        String text = StandardCharsets.UTF_8.decode(batch.duplicate()).toString();
        scanner.buffer().put(batch);
        scanner.scan((bytes, at) -> {
            assertThat(Stamp.pair(bytes, at)).isEqualTo(65_535);
            note(bytes, at);
        });
        assertThat(numbers).hasSize(count).startsWith(1000L, 1001L).endsWith(1255L);
        assertThat(text)
                .startsWith("<message type='chat' to='b@c/d' id='000003e8'><body>")
                .contains("id='000004e7'");
        assertThat(text.substring(text.indexOf("<body>") + 6, text.indexOf("</body>")))
                .hasSize(100);
        assertThat(template.number(2, 0, NOW).remaining()).isEqualTo(2 * template.messageBytes());
    }
}
