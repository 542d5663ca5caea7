package im.regent.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReferencePageTest {
    private static final Defaults SAMPLE = Defaults.beside(ReferencePageTest.class, "features.sample");
    private static final Defaults ENTITY =
            new Defaults("virtual-hosts.*.entities.*", ReferencePageTest.class, "entity-defaults.conf");
    private static final Defaults BARE = new Defaults("bare", ReferencePageTest.class, "uncommented-defaults.conf");

    @Test
    void pageHasEachSectionUnderItsPath() {
        String page = new ReferencePage(List.of(ENTITY, SAMPLE)).render();

        assertThat(page).startsWith("# Configuration reference\n").endsWith("""

                ## features.sample

                ```hocon
                features.sample {
                  # How many items an account may have.
                  max-items = 1000

                  # How long an unused list is kept.
                  cache-for = 10m

                  limits {
                    # The longest item.
                    item-bytes = 4 KiB
                  }
                }
                ```

                ## virtual-hosts.*.entities.*

                ```hocon
                virtual-hosts."*".entities."*" {
                  # none | get | set | both
                  roster = none
                }
                ```
                """);
    }

    @Test
    void defaultsOfTheWholeAreNamedByTheirKeys() {
        Defaults first = new Defaults("", ReferencePageTest.class, "entity-defaults.conf");
        Defaults second = new Defaults("", ReferencePageTest.class, "uncommented-defaults.conf");

        assertThat(new ReferencePage(List.of(first, second)).render())
                .isEqualTo(new ReferencePage(List.of(second, first)).render())
                .containsSubsequence("\n## a, inner, x.y\n", "\n## roster\n\n```hocon\n# none | get");
    }

    @Test
    void keysWithoutCommentAreFound() {
        assertThat(new ReferencePage(List.of(SAMPLE, ENTITY)).uncommented()).isEmpty();
        assertThat(new ReferencePage(List.of(BARE)).uncommented()).containsExactly("bare.inner.b", "bare.\"x.y\"");
    }

    @Test
    void missingResourceIsAMistakeOfTheBuild() {
        Defaults missing = new Defaults("a", ReferencePageTest.class, "absent.conf");

        assertThatThrownBy(() -> new ReferencePage(List.of(missing)).render())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("absent.conf is missing beside im.regent.core.config.ReferencePageTest");
    }
}
