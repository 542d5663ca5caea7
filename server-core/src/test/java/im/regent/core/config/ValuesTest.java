package im.regent.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ValuesTest {
    private static Values values(String text) {
        return Configuration.ofString(text).values();
    }

    private static List<String> differences(String before, String now) {
        return values(now).since(values(before)).stream()
                .map(Values.Difference::toString)
                .toList();
    }

    @Test
    void whatIsNewChangedOrGoneIsTold() {
        assertThat(differences("a = 1\nb = 2\nc = 3", "b = 2\nc = 4\nd.\"e.f\" = 5"))
                .containsExactly("a", "c (configuration:2)", "d.\"e.f\" (configuration:3)");
    }

    @Test
    void aKeyThatOnlyMovedIsNoDifference() {
        assertThat(differences("a = 1\nb = [1, 2]", "\n\nb = [1, 2]\na = 1")).isEmpty();
    }

    @Test
    void anEmptySectionSaysSomethingUnlessItWasFilled() {
        assertThat(differences("hosts { x {} }", "hosts { x {}, y {} }")).containsExactly("hosts.y (configuration:1)");
        assertThat(differences("hosts { x {}, y {} }", "hosts { x {} }")).containsExactly("hosts.y");
        assertThat(differences("hosts { x {} }", "hosts { x { a = 1 } }"))
                .containsExactly("hosts.x.a (configuration:1)");
        assertThat(differences("hosts { x { a = 1 } }", "hosts { x {} }")).containsExactly("hosts.x.a");
    }

    @Test
    void noValueIsEverShown() {
        assertThat(differences("components.x.secret = alpha", "components.x.secret = beta"))
                .asString()
                .doesNotContain("alpha", "beta");
    }

    @Test
    void aPatternMatchesItsKeyAndAllBelow() {
        KeyPattern pattern = KeyPattern.of("hosts.*.entities");

        assertThat(pattern.matches(List.of("hosts", "example.org", "entities"))).isTrue();
        assertThat(pattern.matches(List.of("hosts", "example.org", "entities", "x.y", "roster")))
                .isTrue();
        assertThat(pattern.matches(List.of("hosts", "example.org"))).isFalse();
        assertThat(pattern.matches(List.of("hosts", "example.org", "other"))).isFalse();
        assertThat(pattern.matches(List.of("other", "example.org", "entities"))).isFalse();
    }
}
