package im.regent.dist.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the guide for authors of components shows are the very files that the interoperability stage runs. */
class ExamplesTest {
    private static final Path ROOT = Path.of(System.getProperty("regent.root", ".."));
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^<!-- (examples/\\S+) -->\\n```\\w+\\n(.*?)^```$");

    @Test
    void thePageShowsTheFilesThatAreRun() throws IOException {
        List<MatchResult> shown = EXAMPLE.matcher(Files.readString(ROOT.resolve("docs/components.md")))
                .results()
                .toList();
        for (MatchResult example : shown) {
            assertThat(example.group(2))
                    .as(example.group(1))
                    .isEqualTo(Files.readString(ROOT.resolve(example.group(1))));
        }
        assertThat(shown).hasSize(3);
    }
}
