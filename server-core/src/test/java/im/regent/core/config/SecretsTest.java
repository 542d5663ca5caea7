package im.regent.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretsTest {
    @Test
    void unusableSecretIsNotShown() {
        assertThat(Reported.of("a = [hunter2]\nb { c = hunter2 }\nd = \"  \"", s -> {
                    s.secret("a");
                    s.secret("b");
                    s.secret("d");
                }))
                .containsExactly(
                        "configuration:1: a: a list where a secret is expected",
                        "configuration:2: b: a section where a secret is expected",
                        "configuration:3: d: must not be blank");
    }

    @Test
    void secretReadAsSomethingElseIsNotShown() {
        assertThat(Reported.of("my-secret = hunter2\nx-password = hunter2\nlist-token = hunter2", s -> {
                    s.integer("my-secret", 1, 2);
                    s.flag("x-password");
                    s.strings("list-token");
                }))
                .containsExactly(
                        "configuration:1: my-secret: \"***\" is not a whole number",
                        "configuration:2: x-password: \"***\" is not true or false",
                        "configuration:3: list-token: \"***\" is not a list\n  Write it in brackets: [\"***\"]");
    }

    @Test
    void numericSecretIsNotShownWhenOutOfBoundsOrWithoutUnit() {
        assertThat(Reported.of("secret = 4711\npassword = 4711\ntoken = 4711s", s -> {
                    s.integer("secret", 1, 2);
                    s.bytes("password", 1, 2);
                    s.duration("token", java.time.Duration.ZERO, java.time.Duration.ofSeconds(1));
                }))
                .hasSize(3)
                .noneMatch(each -> each.contains("4711"));
    }

    @Test
    void passwordInAnAddressIsNotShown() {
        assertThat(Reported.of("a = \"jdbc:x?password=hunter2&b=1\"\nb = \"http://u:hunter2@h\"", s -> {
                    s.integer("a", 1, 2);
                    s.integer("b", 1, 2);
                }))
                .containsExactly(
                        "configuration:1: a: \"jdbc:x?password=***&b=1\" is not a whole number",
                        "configuration:2: b: \"http://u:***@h\" is not a whole number");
    }

    @Test
    void controlCharactersDoNotReachTheTerminal() {
        assertThat(Reported.of("a = \"\\u001b[2J\\n" + "x".repeat(200) + "\"", s -> s.flag("a")))
                .containsExactly("configuration:1: a: \"?[2J?" + "x".repeat(75) + "…\" is not true or false");
    }
}
