package im.regent.core.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StanzaChainTest {
    private static final StanzaHook HOOK = (stanza, origin) -> Verdict.pass();

    private static List<String> names(StanzaChain chain) {
        return Arrays.stream(chain.entries())
                .map(entry -> entry.phase() + " " + entry.featureId())
                .toList();
    }

    @Test
    void orderIsPhaseThenIdWhateverTheOrderOfRegistration() {
        List<String> expected = List.of("GUARD b", "POLICY a", "TRANSFORM a", "HANDLE a", "HANDLE c", "OBSERVE a");
        for (int seed = 1; seed <= 20; seed++) {
            List<String> shuffled = new ArrayList<>(expected);
            Collections.shuffle(shuffled, new Random(seed));
            StanzaChain chain = new StanzaChain();
            shuffled.forEach(name -> {
                String[] parts = name.split(" ", 2);
                chain.add(Phase.valueOf(parts[0]), parts[1], HOOK);
            });
            assertThat(names(chain)).isEqualTo(expected);
        }
    }

    @Test
    void hooksOfOneFeatureStayInTheirOrderAndEachIsTakenBackAlone() {
        StanzaChain chain = new StanzaChain();
        StanzaHook second = (stanza, origin) -> Verdict.handled();
        Registration first = chain.add(Phase.GUARD, "a", HOOK);
        chain.add(Phase.GUARD, "a", second);
        chain.add(Phase.GUARD, "a", HOOK);
        StanzaChain.Entry[] before = chain.entries();
        assertThat(before).extracting(StanzaChain.Entry::hook).containsExactly(HOOK, second, HOOK);
        first.close();
        first.close();
        assertThat(chain.entries()).extracting(StanzaChain.Entry::hook).containsExactly(second, HOOK);
        assertThat(before).as("a run that has begun keeps its array").hasSize(3);
    }
}
