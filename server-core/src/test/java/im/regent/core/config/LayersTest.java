package im.regent.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayersTest {
    @TempDir
    Path folder;

    private Path main;

    @BeforeEach
    void createFolders() throws IOException {
        Files.createDirectory(folder.resolve("conf.d"));
        main = folder.resolve("regent.conf");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Configuration load(Path main, String... overrides) {
        return load(Map.of(), main, overrides);
    }

    private static Configuration load(Map<String, String> environment, Path main, String... overrides) {
        List<Defaults> defaults = List.of(
                Defaults.beside(LayersTest.class, "features.sample"),
                new Defaults("virtual-hosts.*.entities.*", LayersTest.class, "entity-defaults.conf"));
        return new ConfigurationLoader(defaults, environment).load(main, List.of(overrides));
    }

    private static List<String> reported(Configuration configuration) {
        return Reported.of(
                configuration,
                s -> s.keys().stream().filter(key -> !s.isSection(key)).forEach(s::optionalString));
    }

    private static int maxItems(Configuration configuration) {
        return configuration.section("features.sample").integer("max-items", 1, 100_000);
    }

    @Test
    void defaultsApplyWhereNothingIsWritten() throws IOException {
        write("regent.conf", "");

        Configuration configuration = load(main);

        assertThat(maxItems(configuration)).isEqualTo(1000);
        assertThat(configuration.problems()).isEmpty();
    }

    @Test
    void laterLayersWin() throws IOException {
        write("regent.conf", "features.sample.max-items = 1");
        assertThat(maxItems(load(main))).isEqualTo(1);
        write("conf.d/10-a.conf", "features.sample.max-items = 2");
        assertThat(maxItems(load(main))).isEqualTo(2);
        write("conf.d/20-b.conf", "features.sample.max-items = 3");
        assertThat(maxItems(load(main))).isEqualTo(3);
        assertThat(maxItems(load(main, "features.sample.max-items=4"))).isEqualTo(4);
        assertThat(maxItems(load(main, "features.sample.max-items=4", "features.sample.max-items=5")))
                .isEqualTo(5);
    }

    @Test
    void filesThatAreNotConfigurationAreLeftAlone() throws IOException {
        write("regent.conf", "");
        write("conf.d/.#edited.conf", "= broken");
        write("conf.d/notes.txt", "= broken");

        assertThat(load(main).problems()).isEmpty();
    }

    @Test
    void problemNamesTheFileItStandsIn() throws IOException {
        write("regent.conf", "features.sample.max-items = 1");
        Path extra = write("conf.d/10-a.conf", "\nfeatures {\n sample { max-items = -1 }\n}");
        Configuration configuration = load(main);
        maxItems(configuration);

        assertThat(configuration.problems().stream().map(Problem::toString))
                .containsExactly(extra + ":3: features.sample.max-items: -1 is not within 1…100000");
    }

    @Test
    void unknownKeysOfSeveralFilesAreSortedByFileAndLine() throws IOException {
        write("regent.conf", "b = 1\na = 1");
        Path extra = write("conf.d/10-a.conf", "c = 1");
        Configuration configuration = load(main, "d=1");
        configuration.section("features");

        assertThat(configuration.problems().stream()
                        .map(each -> each.toString().lines().findFirst().orElse("")))
                .containsExactly(
                        main + ":1: b: unknown key",
                        main + ":2: a: unknown key",
                        extra + ":1: c: unknown key",
                        "command line: d: unknown key");
    }

    @Test
    void errorsOfAllFilesAreCollected() throws IOException {
        write("regent.conf", "a = [");
        Path extra = write("conf.d/10-a.conf", "\nb = }");

        assertThat(reported(load(main)))
                .containsExactly(
                        main + ":1: a brace or bracket opened here is never closed", extra + ":2: a value is missing");
    }

    @Test
    void missingMainFileIsOneProblem() {
        assertThat(reported(load(main))).containsExactly(main + ": cannot be read: no such file");
    }

    @Test
    void fileThatIsNotTextIsRefusedWithItsLine() throws IOException {
        Files.write(main, new byte[] {'a', '=', '1', '\n', 'b', '=', (byte) 0xC0, (byte) 0xBC});

        assertThat(reported(load(main))).containsExactly(main + ":2: not UTF-8 text\n  Save the file as UTF-8.");
    }

    @Test
    void byteOrderMarkIsSkipped() throws IOException {
        write("regent.conf", "\uFEFFa = 1");

        assertThat(reported(load(main))).isEmpty();
    }

    @Test
    void includedFileIsReadRelativeToTheIncludingOne() throws IOException {
        Files.createDirectory(folder.resolve("more"));
        write("regent.conf", "include \"more/one.conf\"");
        write("more/one.conf", "include \"two\"");
        Path two = write("more/two.conf", "\nfeatures.sample.max-items = 0");
        Configuration configuration = load(main);
        maxItems(configuration);

        assertThat(configuration.problems().stream().map(Problem::toString))
                .containsExactly(two + ":2: features.sample.max-items: 0 is not within 1…100000");
    }

    @Test
    void patternOfOurOwnFolderIsSaidToBeNeedless() throws IOException {
        write("regent.conf", "a = 1\ninclude \"conf.d/*.conf\"");

        assertThat(reported(load(main)))
                .containsExactly(main + ":2: warning: include \"conf.d/*.conf\" does nothing; "
                        + "these files are read anyway, after this one\n  Remove this line.");
    }

    @Test
    void otherPatternIsAnError() throws IOException {
        write("regent.conf", "a = 1\n\ninclude \"hosts/*.conf\"");

        assertThat(reported(load(main)))
                .containsExactly(
                        main + ":3: include \"hosts/*.conf\" does nothing: HOCON includes single files, not patterns"
                                + "\n  Put the files into conf.d beside the main file: conf.d/*.conf is read in name order.");
    }

    @Test
    void missingPlainIncludeIsAWarning() throws IOException {
        write("regent.conf", "\ninclude \"local.conf\"");

        assertThat(reported(load(main)))
                .containsExactly(main + ":2: warning: include \"local.conf\" finds no such file"
                        + "\n  Paths are relative to the file that includes.");
    }

    @Test
    void missingRequiredIncludeIsAnError() throws IOException {
        write("regent.conf", "include required(file(\"local.conf\"))");

        assertThat(reported(load(main))).containsExactly(main + ":1: include \"local.conf\" finds no such file");
    }

    @Test
    void includeCycleIsAnError() throws IOException {
        write("regent.conf", "include \"conf.d/loop.conf\"");
        Path loop = write("conf.d/loop.conf", "\ninclude \"loop\"");

        assertThat(reported(load(main)))
                .contains(loop + ":2: include \"loop\" includes this file again\n  Remove this line.");
    }

    @Test
    void includeFromTheNetworkIsRefused() throws IOException {
        write("regent.conf", "include url(\"http://127.0.0.1:1/x\")");

        assertThat(reported(load(main)))
                .containsExactly(main + ":1: include url(…) is not supported\n  Include a file.");
    }

    @Test
    void defaultsWithAStarApplyToEachNamedSection() throws IOException {
        write(
                "regent.conf",
                "virtual-hosts { \"a.example\" { entities { \"x.example\" {}, \"y.example\" { roster = get } } }, b {} }");
        Configuration configuration = load(main);
        Settings entities = configuration
                .root()
                .section("virtual-hosts")
                .section("a.example")
                .section("entities");
        configuration.root().section("virtual-hosts").section("b");

        assertThat(entities.section("x.example").string("roster")).isEqualTo("none");
        assertThat(entities.section("y.example").string("roster")).isEqualTo("get");
        assertThat(configuration.problems()).isEmpty();
    }

    @Test
    void effectiveConfigurationNamesOriginsAndHidesSecrets() throws IOException {
        write("regent.conf", """
                features.sample.max-items = 5
                components { "gw.example" { secret = hunter2 } }
                storage { url = "jdbc:postgresql://db/x?user=u&password=hunter3" }
                odd = ${?ODD}
                hidden = hunter5
                """);
        Configuration configuration = load(Map.of("ODD", "hunter4"), main, "features.sample.cache-for=1m");
        configuration.root().secret("odd");
        configuration.root().secret("hidden");

        assertThat(configuration.effective()).isEqualTo("""
                        components."gw.example".secret = ***  # MAIN:2
                        features.sample.cache-for = "1m"  # command line
                        features.sample.limits.item-bytes = "4 KiB"  # default
                        features.sample.max-items = 5  # MAIN:1
                        hidden = ***  # MAIN:5
                        odd = ***  # environment variable ODD
                        storage.url = "jdbc:postgresql://db/x?user=u&password=***"  # MAIN:3
                        """.replace("MAIN", main.toString()));
    }
}
