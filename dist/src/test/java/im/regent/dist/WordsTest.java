package im.regent.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Routing, sessions, hooks, the roster and component streams do not know the word "privilege": what a privileged
 * entity may do is decided in its own module. Constants and comments leave no trace in classes, so this reads sources.
 */
class WordsTest {
    private static final Path ROOT = Path.of(System.getProperty("regent.root", ".."));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server-core/src/main/java/im/regent/core/routing",
                "server-core/src/main/java/im/regent/core/session",
                "server-core/src/main/java/im/regent/core/hook",
                "server-im/src/main/java/im/regent/im/api",
                "server-im/src/main/java/im/regent/im/roster",
                "server-component/src/main/java"
            })
    void doNotKnowTheWordPrivilege(String folder) throws IOException {
        Path root = ROOT.resolve(folder);
        if (Files.notExists(root)) {
            return; // a room that is drawn but not yet built
        }
        try (Stream<Path> files = Files.walk(root)) {
            List<String> found = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(WordsTest::linesWithTheWord)
                    .toList();
            assertThat(found).isEmpty();
        }
    }

    private static Stream<String> linesWithTheWord(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).contains("privilege"))
                    .map(line -> ROOT.relativize(file) + ": " + line.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
