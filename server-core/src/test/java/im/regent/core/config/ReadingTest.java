package im.regent.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private enum Presence {
        NONE,
        MANAGED_ENTITY,
        ROSTER
    }

    private enum Access {
        NONE,
        GET,
        SET,
        BOTH
    }

    @Test
    void wellFormedValuesAreReadWithoutProblems() {
        Configuration configuration = Configuration.ofString("""
                port = 5222
                timeout = 90s
                limit = 10 KiB
                on = yes
                presence = managed_entity
                names = [a, "b c"]
                jid = "Alice@Example.org"
                admins = ["a@example.org", "b@example.org"]
                secret = 12345
                inner { text = "é" }
                """);
        Settings s = configuration.root();

        assertThat(s.integer("port", 1, 65_535)).isEqualTo(5222);
        assertThat(s.duration("timeout", Duration.ZERO, Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(90));
        assertThat(s.bytes("limit", 1, 1 << 20)).isEqualTo(10_240);
        assertThat(s.flag("on")).isTrue();
        assertThat(s.oneOf("presence", Presence.class)).isEqualTo(Presence.MANAGED_ENTITY);
        assertThat(s.strings("names")).containsExactly("a", "b c");
        assertThat(s.jid("jid")).isEqualTo(Jid.valueOf("alice@example.org"));
        assertThat(s.jids("admins")).containsExactly(Jid.valueOf("a@example.org"), Jid.valueOf("b@example.org"));
        assertThat(s.secret("secret").map(Secret::reveal)).contains("12345");
        assertThat(s.section("inner").string("text")).isEqualTo("é");
        assertThat(s.optionalString("absent")).isEmpty();
        assertThat(s.secret("absent")).isEmpty();
        assertThat(configuration.problems()).isEmpty();
    }

    @Test
    void numberOutOfBoundsNamesTheBounds() {
        assertThat(Reported.of(
                        "listen {\n c2s { port = 99999 }\n}",
                        s -> s.section("listen").section("c2s").integer("port", 1, 65_535)))
                .containsExactly("configuration:2: listen.c2s.port: 99999 is not within 1…65535");
    }

    @Test
    void wordWhereANumberIsExpectedIsShown() {
        assertThat(Reported.of("\n\nport = many", s -> s.integer("port", 1, 10)))
                .containsExactly("configuration:3: port: \"many\" is not a whole number");
    }

    @Test
    void hugeAndFractionalNumbersAreNotWholeNumbers() {
        assertThat(Reported.of("a = 1e999999999\nb = 1.5\nc = 99999999999999999999", s -> {
                    s.integer("a", 1, 10);
                    s.integer("b", 1, 10);
                    s.integer("c", 1, 10);
                }))
                .containsExactly(
                        "configuration:1: a: Infinity is not a whole number",
                        "configuration:2: b: 1.5 is not a whole number",
                        "configuration:3: c: \"99999999999999999999\" is not a whole number");
    }

    @Test
    void sectionOrListWhereAValueIsExpectedIsSaid() {
        assertThat(Reported.of("a { b = 1 }\nc = [1]", s -> {
                    s.integer("a", 1, 10);
                    s.string("c");
                }))
                .containsExactly(
                        "configuration:1: a: a section where a whole number is expected",
                        "configuration:2: c: a list where text is expected");
    }

    @Test
    void valueWhereASectionIsExpectedIsSaidOnce() {
        assertThat(Reported.of(
                        "storage = h2",
                        s -> s.section("storage").section("pool").string("size")))
                .containsExactly("configuration:1: storage: a section { … } is expected");
    }

    @Test
    void durationWithoutUnitIsRefusedWithTheFix() {
        assertThat(Reported.of("t = 60", s -> s.duration("t", Duration.ofSeconds(1), Duration.ofDays(1))))
                .containsExactly("configuration:1: t: 60 has no unit\n  Write 60s if that is meant.");
    }

    @Test
    void durationOutOfBoundsNamesTheBoundsWithUnits() {
        assertThat(Reported.of("t = 5s", s -> s.duration("t", Duration.ofSeconds(10), Duration.ofDays(1))))
                .containsExactly("configuration:1: t: 5s is not within 10s…1d");
    }

    @Test
    void endlessDurationIsOutOfBounds() {
        assertThat(Reported.of("t = 999999999999999d", s -> s.duration("t", Duration.ZERO, Duration.ofMinutes(90))))
                .containsExactly("configuration:1: t: 999999999999999d is not within 0s…90m");
    }

    @Test
    void wordThatIsNoDurationGetsExamples() {
        assertThat(Reported.of("t = soon", s -> s.duration("t", Duration.ZERO, Duration.ofDays(1))))
                .containsExactly("configuration:1: t: \"soon\" is not a duration"
                        + "\n  Write a number and a unit: 30s, 5m, 12h or 7d.");
    }

    @Test
    void sizeWithoutUnitIsRefusedWithTheFix() {
        assertThat(Reported.of("m = 10240", s -> s.bytes("m", 1, 1 << 20)))
                .containsExactly("configuration:1: m: 10240 has no unit\n  Write 10240 B if that is meant.");
    }

    @Test
    void sizeOutOfBoundsNamesTheBoundsWithUnits() {
        assertThat(Reported.of("m = 2 MiB", s -> s.bytes("m", 512, 1 << 20)))
                .containsExactly("configuration:1: m: 2 MiB is not within 512 B…1 MiB");
    }

    @Test
    void unknownWordGetsTheNearestOne() {
        assertThat(Reported.of("p = rooster\nr = read\nx = zzz", s -> {
                    s.oneOf("p", Presence.class);
                    s.oneOf("r", Access.class);
                    s.oneOf("x", Access.class);
                }))
                .containsExactly(
                        "configuration:1: p: \"rooster\" is not one of none, managed_entity, roster"
                                + "\n  Did you mean \"roster\"?",
                        "configuration:2: r: \"read\" is not one of none, get, set, both\n  Did you mean \"get\"?",
                        "configuration:3: x: \"zzz\" is not one of none, get, set, both");
    }

    @Test
    void kebabCaseOfAnEnumWordGetsOurs() {
        assertThat(Reported.of("p = managed-entity", s -> s.oneOf("p", Presence.class)))
                .containsExactly("configuration:1: p: \"managed-entity\" is not one of none, managed_entity, roster"
                        + "\n  Did you mean \"managed_entity\"?");
    }

    @Test
    void flagTakesNoOtherWord() {
        assertThat(Reported.of("f = maybe", s -> s.flag("f")))
                .containsExactly("configuration:1: f: \"maybe\" is not true or false");
    }

    @Test
    void missingValueIsShownAtItsSection() {
        assertThat(Reported.of("\nstorage {\n}", s -> s.section("storage").string("url")))
                .containsExactly("configuration:2: storage.url: a value is missing");
    }

    @Test
    void missingValueOfAnAbsentSectionIsShownAtTheStart() {
        assertThat(Reported.of("", s -> s.section("storage").string("url")))
                .containsExactly("configuration:1: storage.url: a value is missing");
    }

    @Test
    void nullIsAMissingValue() {
        assertThat(Reported.of("a = null", s -> s.string("a")))
                .containsExactly("configuration:1: a: a value is missing");
    }

    @Test
    void blankTextIsRefused() {
        assertThat(Reported.of("a = \"  \"", s -> s.string("a")))
                .containsExactly("configuration:1: a: must not be blank");
    }

    @Test
    void malformedAddressIsExplained() {
        List<String> reported = Reported.of("\nadmin = \"alice@\"", s -> s.jid("admin"));

        assertThat(reported).hasSize(1);
        assertThat(reported.get(0)).startsWith("configuration:2: admin: \"alice@\" is not an address: ");
    }

    @Test
    void eachBadElementOfAListIsShownOnItsLine() {
        List<String> reported = Reported.of(
                "admins = [\n \"a@example.org\",\n \"@\",\n \"b@example.org\",\n {}\n]",
                s -> assertThat(s.jids("admins")).hasSize(2));

        assertThat(reported).hasSize(2);
        assertThat(reported.get(0)).startsWith("configuration:3: admins: \"@\" is not an address: ");
        assertThat(reported.get(1)).isEqualTo("configuration:5: admins: a section where an address is expected");
    }

    @Test
    void singleValueWhereAListIsExpectedGetsBrackets() {
        assertThat(Reported.of("a = \"x y\"", s -> s.strings("a")))
                .containsExactly("configuration:1: a: \"x y\" is not a list\n  Write it in brackets: [\"x y\"]");
    }

    @Test
    void problemsComeInTheOrderOfLinesAndOnce() {
        assertThat(Reported.of("a = x\nb = y", s -> {
                    s.integer("b", 1, 2);
                    s.integer("a", 1, 2);
                    s.integer("a", 1, 2);
                }))
                .containsExactly(
                        "configuration:1: a: \"x\" is not a whole number",
                        "configuration:2: b: \"y\" is not a whole number");
    }

    @Test
    void problemsAndWarningsOfAReaderStandAtTheirKey() {
        assertThat(Reported.of("\na = 1\nb = 2", s -> {
                    s.problem("a", "needs roster = get or both", "Write roster = get.");
                    s.warning("b", "shorter than 16 characters");
                }))
                .containsExactly(
                        "configuration:2: a: needs roster = get or both\n  Write roster = get.",
                        "configuration:3: warning: b: shorter than 16 characters");
    }

    @Test
    void keysAreInTheOrderOfTheFile() {
        Settings s = Configuration.ofString("z = 1\nm = 2\na = 3\nn = null").root();

        assertThat(s.keys()).containsExactly("z", "m", "a");
    }

    @Test
    void keyWithADotIsNotAPath() {
        Settings s =
                Configuration.ofString("\"a.b\" { c = 1 }\na { b { c = 2 } }").root();

        assertThat(s.section("a.b").integer("c", 1, 2)).isEqualTo(1);
        assertThat(s.section("a.b").path()).isEqualTo("\"a.b\"");
        assertThat(s.section("a").section("b").integer("c", 1, 2)).isEqualTo(2);
    }
}
