package im.regent.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is typed wrong in a realistic file, the answer is a list of places, never an exception. */
class MutationTest {
    private static final String REALISTIC = """
            # Regent: the main file. conf.d/*.conf is read after it.
            admins = ["alice@example.org", "bob@example.org"]
            virtual-hosts {
              "example.org" {
                certificate = "conf/example.org.pem"
                privileged-entities {
                  "pubsub.example.org" {          // XEP-0356
                    roster   = get
                    presence = roster
                    iq { "http://jabber.org/protocol/pubsub" = set, "urn:xmpp:mam:2" = get }
                    limits { iq-timeout = 60s, roster-items = 5000 }
                  }
                }
              }
              localhost {}
            }
            components {
              "pubsub.example.org" { secret = "correct horse" }
              "gateway.example.org" { secret = battery-staple, hosts = [example, "b.example.org"] }
            }
            listen {
              c2s { port = 5222, address = "0.0.0.0", max-stanza-bytes = 256 KiB }
              component { port = 5347 }
            }
            storage { url = "jdbc:h2:file:./data/regent", password = ${?STORAGE_PASSWORD} }
            features.sample { max-items = 500 }
            """;

    private static final List<String> INSERTS = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            "\"\"\"",
            "=",
            ":",
            "//",
            "#",
            "${",
            "${X}",
            "${?Y}",
            "@",
            ".",
            ",",
            "\n",
            "\\",
            "\0",
            "include \"x*\"",
            "include \"y\"",
            "+=",
            "null",
            "http://a.example/",
            "\u2028",
            "\uD800",
            "1e400",
            "-",
            "a b = 1\n");

    private enum Access {
        NONE,
        GET,
        SET,
        BOTH
    }

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    private static Configuration parse(String text) {
        return Configuration.ofString(text, Defaults.beside(MutationTest.class, "features.sample"));
    }

    private static void read(Settings s) {
        s.jids("admins");
        s.sections("virtual-hosts", NameKind.HOST).values().forEach(MutationTest::readHost);
        for (Settings component : s.sections("components", NameKind.HOST).values()) {
            component.secret("secret");
            if (component.has("hosts")) {
                component.strings("hosts");
            }
        }
        Settings c2s = s.section("listen").section("c2s");
        c2s.integer("port", 1, 65_535);
        c2s.string("address");
        c2s.bytes("max-stanza-bytes", 10_000, 1 << 24);
        s.section("listen").section("component").integer("port", 1, 65_535);
        s.section("storage").string("url");
        s.section("storage").secret("password");
        Settings sample = s.section("features").section("sample");
        sample.integer("max-items", 1, 100_000);
        sample.duration("cache-for", Duration.ofSeconds(1), Duration.ofDays(1));
        sample.section("limits").bytes("item-bytes", 1, 1 << 20);
    }

    private static void readHost(Settings host) {
        host.optionalString("certificate");
        for (Settings entity :
                host.sections("privileged-entities", NameKind.ADDRESS).values()) {
            entity.oneOf("roster", Access.class);
            entity.optionalString("presence");
            Settings iq = entity.section("iq");
            iq.names(NameKind.NAMESPACE).forEach(namespace -> iq.oneOf(namespace, Access.class));
            entity.section("limits").duration("iq-timeout", Duration.ofSeconds(1), Duration.ofHours(1));
            entity.section("limits").integer("roster-items", 1, 100_000);
        }
    }

    private static String mutated(int seed) {
        Random random = new Random(seed);
        String text = REALISTIC;
        for (int i = random.nextInt(3); i >= 0; i--) {
            text = random.nextBoolean() ? mutateText(text, random) : mutateLines(text, random);
        }
        return text;
    }

    private static String mutateText(String text, Random random) {
        int at = random.nextInt(Math.max(1, text.length()));
        int end = Math.min(text.length(), at + 1 + random.nextInt(6));
        String insert = INSERTS.get(random.nextInt(INSERTS.size()));
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at) + text.substring(end);
            case 1 -> text.substring(0, at) + insert + text.substring(at);
            case 2 -> text.substring(0, at) + insert + text.substring(end);
            default ->
                text.substring(0, at)
                        + (char) (32 + random.nextInt(95))
                        + text.substring(Math.min(text.length(), at + 1));
        };
    }

    private static String mutateLines(String text, Random random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (lines.isEmpty()) {
            return text;
        }
        int at = random.nextInt(lines.size());
        switch (random.nextInt(4)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(random.nextInt(lines.size()), lines.get(at));
            case 2 -> lines.add(random.nextInt(lines.size()), lines.remove(at));
            default -> lines.subList(at, lines.size()).clear();
        }
        return String.join("\n", lines) + "\n ";
    }

    @Test
    void fileIsCleanBeforeAnythingIsChanged() {
        assertThat(Reported.of(parse(REALISTIC), MutationTest::read)).isEmpty();
    }

    @Test
    void mostMutationsAreNoticed() {
        long noticed = seeds().filter(seed ->
                        !Reported.of(parse(mutated(seed)), MutationTest::read).isEmpty())
                .count();

        assertThat(noticed).isGreaterThan(150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void mutatedFileIsCleanOrHasAProblemWithALine(int seed) {
        String text = mutated(seed);
        Configuration configuration = parse(text);

        assertThatCode(() -> read(configuration.root())).doesNotThrowAnyException();

        List<Problem> problems = configuration.problems();
        assertThat(problems)
                .allMatch(
                        each -> each.line() >= 1
                                && each.line() <= 1 + text.lines().count(),
                        "has a line");
        assertThatCode(configuration::effective).doesNotThrowAnyException();
    }
}
