package im.regent.core.parse;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.stream.StreamLimits;
import org.junit.jupiter.api.Test;

/** What strangers send must not stay (CVE-2026-43506 class): names of one connection are unknown to the next. */
class ScannersTest {
    @Test
    void namesOfShortLivedReadersDoNotAccumulate() throws Exception {
        Scanners scanners = new Scanners();
        int before = scanners.names();
        assertThat(before).isGreaterThan(100);
        for (int i = 0; i < 3_000; i++) {
            XmlStreamReader reader = new XmlStreamReader(scanners, StreamLimits.beforeAuthentication());
            byte[] bytes = Reading.utf8(Reading.OPEN + "<unique-" + i + " attribute-" + i + "='' xmlns:p" + i + "='urn:"
                    + "x".repeat(400) + i + "'/>");
            reader.feed(bytes, 0, bytes.length);
            StringBuilder outcome = new StringBuilder();
            Reading.drain(reader, outcome);
            assertThat(outcome).contains("unique-" + i);
            reader.release();
        }
        assertThat(scanners.names()).isEqualTo(before);
        assertThat(scanners.create().names()).isZero();
        GuardedScanner fresh = scanners.create();
        byte[] tag = Reading.utf8("<message/>");
        fresh.feed(tag, 0, tag.length);
        while (fresh.advance() != GuardedScanner.INCOMPLETE) {
            assertThat(fresh.names()).isBetween(0, before);
        }
        assertThat(fresh.names()).isEqualTo(before);
    }

    @Test
    void configurationThatReadEnoughIsReplacedWithoutLosingTheNames() throws Exception {
        Scanners scanners = new Scanners();
        scanners.spent(2L << 20);
        GuardedScanner fresh = scanners.create();
        byte[] tag = Reading.utf8("<stream:features xmlns:stream='s'>");
        fresh.feed(tag, 0, tag.length);
        while (fresh.advance() != GuardedScanner.INCOMPLETE) {
            // To the end of the tag.
        }
        assertThat(fresh.names()).isEqualTo(scanners.names());
    }
}
