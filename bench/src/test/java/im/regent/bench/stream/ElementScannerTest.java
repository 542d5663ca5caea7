package im.regent.bench.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.bench.stream.ElementScanner.Unit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElementScannerTest {
    private static final List<String> PARTS = List.of(
            "<?xml version='1.0'?><stream:stream from='a>b' id=\"it's/>\" xmlns='jabber:client'>",
            "<stream:features><mechanisms><mechanism>PLAIN</mechanism><x/></mechanisms></stream:features>",
            "\n<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
            "<message to='a'><body>1 &lt; 2 ' \" > / é😀</body><a><b x='/>'/></a></message>",
            " <presence/>",
            "</stream:stream>");
    private static final List<Unit> UNITS =
            List.of(Unit.HEADER, Unit.ELEMENT, Unit.ELEMENT, Unit.ELEMENT, Unit.ELEMENT, Unit.CLOSE);

    @Test
    void boundariesAreFoundWhereverReadsEnd() {
        byte[] all = String.join("", PARTS).getBytes(StandardCharsets.UTF_8);
        for (int first = 0; first <= all.length; first++) {
            for (int second = first; second <= all.length; second += 7) {
                Found found = new Found(all);
                found.feed(first);
                found.feed(second);
                found.feed(all.length);
                assertThat(found.parts).isEqualTo(PARTS);
                assertThat(found.units).isEqualTo(UNITS);
            }
        }
    }

    @Test
    void oneByteAtATimeIsEnough() {
        byte[] all = String.join("", PARTS).getBytes(StandardCharsets.UTF_8);
        Found found = new Found(all);
        for (int end = 1; end <= all.length; end++) {
            found.feed(end);
        }
        assertThat(found.parts).isEqualTo(PARTS);
    }

    @Test
    void aNewStreamMayBeginAfterRestart() {
        byte[] all = "<stream:stream><success/><stream:stream><a/>".getBytes(StandardCharsets.UTF_8);
        ElementScanner scanner = new ElementScanner();
        int header = scanner.scan(all, 0, all.length);
        int success = scanner.scan(all, header, all.length);
        scanner.restart();
        int second = scanner.scan(all, success, all.length);
        assertThat(scanner.unit()).isEqualTo(Unit.HEADER);
        assertThat(scanner.scan(all, second, all.length)).isEqualTo(all.length);
        assertThat(scanner.unit()).isEqualTo(Unit.ELEMENT);
    }

    private static final class Found {
        private final byte[] all;
        private final ElementScanner scanner = new ElementScanner();
        private final List<String> parts = new ArrayList<>();
        private final List<Unit> units = new ArrayList<>();
        private int begin;
        private int scanned;

        Found(byte[] all) {
            this.all = all;
        }

        void feed(int end) {
            int at = scanner.scan(all, scanned, end);
            while (at >= 0) {
                parts.add(new String(all, begin, at - begin, StandardCharsets.UTF_8));
                units.add(scanner.unit());
                begin = at;
                scanned = at;
                at = scanner.scan(all, scanned, end);
            }
            scanned = end;
        }
    }
}
