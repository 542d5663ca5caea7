package im.regent.im.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Spec(xep = 191, version = "1.3")
class BlockListTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");

    private static BlockList list(String... items) {
        return new BlockList(JULIET, Map.of())
                .with(Arrays.stream(items).map(Jid::valueOf).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "romeo@montague.lit/orchard, romeo@montague.lit/orchard, true",
        "romeo@montague.lit/orchard, romeo@montague.lit/street, false",
        "romeo@montague.lit/orchard, romeo@montague.lit, false",
        "romeo@montague.lit/orchard, montague.lit/orchard, false",
        "romeo@montague.lit, romeo@montague.lit, true",
        "romeo@montague.lit, romeo@montague.lit/orchard, true",
        "romeo@montague.lit, benvolio@montague.lit, false",
        "romeo@montague.lit, montague.lit, false",
        "romeo@montague.lit, romeo@street.montague.lit, false",
        "montague.lit/orchard, montague.lit/orchard, true",
        "montague.lit/orchard, montague.lit/street, false",
        "montague.lit/orchard, montague.lit, false",
        "montague.lit/orchard, romeo@montague.lit/orchard, false",
        "montague.lit, montague.lit, true",
        "montague.lit, montague.lit/orchard, true",
        "montague.lit, romeo@montague.lit, true",
        "montague.lit, romeo@montague.lit/orchard, true",
        "montague.lit, romeo@street.montague.lit, false",
        "street.montague.lit, romeo@montague.lit, false",
        "MONTAGUE.lit, romeo@montague.lit, true"
    })
    @Section("6")
    void addressesMatchAsTheFourFormsSay(String item, String address, boolean isCovered) {
        assertThat(list(item).covers(Jid.valueOf(address))).isEqualTo(isCovered);
        assertThat(list("a@b.lit", item, "c.lit").covers(Jid.valueOf(address))).isEqualTo(isCovered);
    }

    @ParameterizedTest
    @CsvSource({
        "juliet@capulet.lit, false",
        "juliet@capulet.lit/balcony, false",
        "capulet.lit, false",
        "capulet.lit/announce, false",
        "nurse@capulet.lit, true",
        "nurse@capulet.lit/hall, true"
    })
    @Section("5")
    void ownAccountAndHostAreNeverCovered(String address, boolean isCovered) {
        BlockList everything = list("juliet@capulet.lit", "juliet@capulet.lit/balcony", "capulet.lit");
        assertThat(everything.covers(Jid.valueOf(address))).isEqualTo(isCovered);
    }

    @Test
    @Section("3.3")
    void differenceIsWhatOneListCoversAndTheOtherDoesNot() {
        BlockList narrower = list("tybalt@capulet.lit", "paris@capulet.lit/hall");
        BlockList wider =
                narrower.with(List.of(Jid.valueOf("romeo@montague.lit/orchard"), Jid.valueOf("mercutio@montague.lit")));
        Difference difference = Difference.of(wider, narrower);
        assertThat(difference.apply(Jid.valueOf("romeo@montague.lit")))
                .containsExactly(Jid.valueOf("romeo@montague.lit/orchard"));
        assertThat(difference.apply(Jid.valueOf("romeo@montague.lit/orchard")))
                .containsExactly(Jid.valueOf("romeo@montague.lit/orchard"));
        assertThat(difference.apply(Jid.valueOf("mercutio@montague.lit")))
                .containsExactly(Jid.valueOf("mercutio@montague.lit"));
        for (String other : List.of("romeo@montague.lit/street", "tybalt@capulet.lit", "paris@capulet.lit", "x.lit")) {
            assertThat(difference.apply(Jid.valueOf(other))).isEmpty();
        }
        BlockList domain = wider.with(List.of(Jid.valueOf("montague.lit")));
        assertThat(Difference.of(domain, wider).apply(Jid.valueOf("romeo@montague.lit")))
                .containsExactly(Jid.valueOf("romeo@montague.lit"));
        assertThat(Difference.of(domain, wider).apply(Jid.valueOf("mercutio@montague.lit")))
                .isEmpty();
    }
}
