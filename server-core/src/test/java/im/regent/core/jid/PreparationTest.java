package im.regent.core.jid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PreparationTest {
    /** RFC 7622 §3: preparation is done once; doing it again must change nothing, whatever the address. */
    @Test
    void preparationIsIdempotentForRandomStrings() {
        Random random = new Random(7622);
        int accepted = 0;
        for (int i = 0; i < 200_000; i++) {
            String text = randomText(random);
            Jid jid;
            try {
                jid = Jid.parse(text);
            } catch (MalformedJidException e) {
                continue;
            }
            accepted++;
            assertThat(Jid.valueOf(jid.toString()).toString()).as(text).isEqualTo(jid.toString());
        }
        assertThat(accepted).isGreaterThan(10_000);
    }

    private static String randomText(Random random) {
        int[] bases = {'a', 'A', '0', 0xC0, 0x370, 0x400, 0x5D0, 0x1E00, 0x1100, 0x3040, 0xFF20, 0x10400, 0x300};
        StringBuilder text = new StringBuilder();
        int base = bases[random.nextInt(bases.length)];
        int length = 1 + random.nextInt(4);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(base + random.nextInt(26));
        }
        String part = text.toString();
        return switch (random.nextInt(5)) {
            case 0 -> part + "@example.com";
            case 1 -> part + ".example/" + part;
            case 2 -> "a@b/" + part;
            case 3 -> part + "@" + part + "/" + part;
            default -> "x" + part + "." + part;
        };
    }
}
