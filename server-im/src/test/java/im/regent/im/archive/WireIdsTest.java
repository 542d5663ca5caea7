package im.regent.im.archive;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireIdsTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");
    private final WireIds ids = new WireIds(new byte[16]);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 255, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE})
    void numberComesBack(long number) {
        assertThat(ids.decode(JULIET, ids.encode(JULIET, number))).hasValue(number);
    }

    @Test
    void idOfAnotherAccountOrAnotherKeyIsNone() {
        String id = ids.encode(JULIET, 7);
        byte[] otherKey = new byte[16];
        otherKey[0] = 1;

        assertThat(ids.decode(Jid.valueOf("romeo@capulet.lit"), id)).isEmpty();
        assertThat(new WireIds(otherKey).decode(JULIET, id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "AAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAA=",
                "!!!!!!!!!!!!!!!!!!!!!!",
                "AAAAAAAAAAAAAAAAAAAAA"
            })
    void whatIsNoIdIsNone(String text) {
        assertThat(ids.decode(JULIET, text)).isEmpty();
    }
}
