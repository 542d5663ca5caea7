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

class OutsideValuesTest {
    @TempDir
    Path folder;

    private Path main;

    @BeforeEach
    void namePlace() {
        main = folder.resolve("regent.conf");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static Configuration load(Path main, String... overrides) {
        return load(Map.of(), main, overrides);
    }

    private static Configuration load(Map<String, String> environment, Path main, String... overrides) {
        List<Defaults> defaults = List.of(Defaults.beside(OutsideValuesTest.class, "features.sample"));
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
    void environmentVariablesAreValues() throws IOException {
        write("regent.conf", "features.sample.max-items = 7\nfeatures.sample.max-items = ${?ITEMS}");

        assertThat(maxItems(load(Map.of("ITEMS", "42"), main))).isEqualTo(42);
        assertThat(maxItems(load(main))).isEqualTo(7);
    }

    @Test
    void problemOfAnEnvironmentVariableNamesIt() throws IOException {
        write("regent.conf", "features.sample.max-items = ${?ITEMS}");
        Configuration configuration = load(Map.of("ITEMS", "lots"), main);
        maxItems(configuration);

        assertThat(configuration.problems().stream().map(Problem::toString))
                .containsExactly(
                        "environment variable ITEMS: features.sample.max-items: \"lots\" is not a whole number");
    }

    @Test
    void everyVariableWithoutValueIsNoted() throws IOException {
        write("regent.conf", "a = ${ONE}\nb { c = \"x\"${TWO} }\nd = ${ONE}");

        Configuration configuration = load(main);
        configuration.root().integer("a", 1, 2);
        configuration.section("b").string("c");
        configuration.root().string("d");

        assertThat(configuration.problems().stream().map(Problem::toString))
                .containsExactly(
                        main + ":1: a: ${ONE} has no value"
                                + "\n  Set the environment variable ONE, or write ${?ONE} if it may be absent.",
                        main + ":2: b.c: ${TWO} has no value"
                                + "\n  Set the environment variable TWO, or write ${?TWO} if it may be absent.");
    }

    @Test
    void overrideIsHoconOrText() throws IOException {
        write("regent.conf", "");
        Settings s = load(
                        main,
                        "names=[\"a\", b]",
                        "address=alice@example.org",
                        "url=http://a.example/b",
                        "odd=a = b",
                        "hosts.\"a=b.example\".x=1")
                .root();

        assertThat(s.strings("names")).containsExactly("a", "b");
        assertThat(s.string("address")).isEqualTo("alice@example.org");
        assertThat(s.string("url")).isEqualTo("http://a.example/b");
        assertThat(s.string("odd")).isEqualTo("a = b");
        assertThat(s.section("hosts").section("a=b.example").integer("x", 1, 1)).isEqualTo(1);
    }

    @Test
    void overrideWithoutKeyIsRefusedWithoutItsValue() throws IOException {
        write("regent.conf", "");

        assertThat(reported(load(main, "hunter2", "a..b=hunter2")))
                .containsExactly(
                        "command line: cannot be set\n  Write --set key=value, as in --set listen.c2s.port=5222.",
                        "command line: a..b: cannot be set\n  Write --set key=value, as in --set listen.c2s.port=5222.");
    }

    @Test
    void overrideOfASectionThatNobodyKnowsIsReported() throws IOException {
        write("regent.conf", "");
        assertThat(Reported.of(load(main, "unknown.section.key=1"), Settings::keys))
                .containsExactly("command line: unknown: unknown key");
    }
}
