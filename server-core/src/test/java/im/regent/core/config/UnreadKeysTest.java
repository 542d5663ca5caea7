package im.regent.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnreadKeysTest {
    /** Reads what a small server would. */
    private static void read(Settings s) {
        s.optionalString("admins");
        Settings c2s = s.section("listen").section("c2s");
        c2s.optionalString("port");
        c2s.optionalString("enabled");
        s.section("c2s").optionalString("require-tls");
        s.section("listen").section("component").optionalString("port");
        s.section("features").section("blocking").optionalString("max-items");
        s.sections("components", NameKind.HOST).values().forEach(each -> each.secret("secret"));
        s.sections("virtual-hosts", NameKind.HOST)
                .values()
                .forEach(host -> host.sections("privileged-entities", NameKind.ADDRESS)
                        .values()
                        .forEach(entity -> {
                            entity.optionalString("roster");
                            entity.optionalString("roster-push");
                            entity.section("iq").names(NameKind.NAMESPACE);
                        }));
    }

    @Test
    void misspelledKeyGetsTheNearestOne() {
        assertThat(Reported.of("features {\n blocking {\n  max-itmes = 3\n }\n}", UnreadKeysTest::read))
                .containsExactly(
                        "configuration:3: features.blocking.max-itmes: unknown key\n  Did you mean max-items?");
    }

    @Test
    void snakeAndCamelCaseGetKebabCase() {
        assertThat(Reported.of("features.blocking {\n max_items = 3\n maxItems = 4\n}", UnreadKeysTest::read))
                .containsExactly(
                        "configuration:2: features.blocking.max_items: unknown key\n  Did you mean max-items?",
                        "configuration:3: features.blocking.maxItems: unknown key\n  Did you mean max-items?");
    }

    @Test
    void underscoreFormOfPrivilegedEntitiesGetsOurs() {
        assertThat(Reported.of(
                        "virtual-hosts { \"a.example\" {\n privileged_entities { \"p.a.example\" { roster = get } }\n} }",
                        UnreadKeysTest::read))
                .containsExactly("configuration:2: virtual-hosts.\"a.example\".privileged_entities: unknown key"
                        + "\n  Did you mean privileged-entities?");
    }

    @Test
    void keyOfAnotherServerGetsOurName() {
        assertThat(Reported.of("c2s_require_encryption = true\nmodules_enabled = [ roster ]", UnreadKeysTest::read))
                .containsExactly(
                        "configuration:1: c2s_require_encryption: unknown key"
                                + "\n  This is a name of Prosody. Write c2s.require-tls.",
                        "configuration:2: modules_enabled: unknown key"
                                + "\n  This is a name of Prosody. There is no list of modules: features has a section for each.");
    }

    @Test
    void keyOfAnotherServerWithoutOursPointsToTheReference() {
        assertThat(Reported.of("s2s_ports = [5269]", UnreadKeysTest::read))
                .containsExactly("configuration:1: s2s_ports: unknown key"
                        + "\n  This is a name of Prosody. docs/configuration.md lists ours.");
    }

    @Test
    void privilegesInTheWrongPlaceGetAPathWithAName() {
        assertThat(Reported.of(
                        "virtual-hosts { \"a.example\" { privileged-entities { \"p.a.example\" { roster = get } } } }\n"
                                + "privileged_entities { x = 1 }",
                        UnreadKeysTest::read))
                .containsExactly("configuration:2: privileged_entities: unknown key"
                        + "\n  This is a name of Prosody. Write virtual-hosts.\"…\".privileged-entities.");
    }

    @Test
    void rightKeyInTheWrongSectionBelongsElsewhere() {
        assertThat(Reported.of("blocking { max-items = 5222 }\nlisten { max-items = 4 }", UnreadKeysTest::read))
                .containsExactly(
                        "configuration:1: blocking: unknown key\n  blocking belongs in features.",
                        "configuration:2: listen.max-items: unknown key\n  max-items belongs in features.blocking.");
    }

    @Test
    void keyThatBelongsInTwoPlacesNamesBoth() {
        assertThat(Reported.of("port = 5222", UnreadKeysTest::read))
                .containsExactly(
                        "configuration:1: port: unknown key\n  port belongs in listen.c2s or in listen.component.");
    }

    @Test
    void keyOfTheTopLevelBelongsThere() {
        assertThat(Reported.of("listen { admins = [] }", UnreadKeysTest::read))
                .containsExactly("configuration:1: listen.admins: unknown key\n  admins belongs at the top level.");
    }

    @Test
    void keyOfEachNamedSectionIsOnePlace() {
        assertThat(Reported.of("""
                        virtual-hosts { "a.example" { privileged-entities {
                          "x.a.example" { roster = get }
                          "y.a.example" { roster = get }
                          "z.a.example" { roster = get }
                        } } }
                        roster-push = true
                        """, UnreadKeysTest::read))
                .containsExactly("configuration:6: roster-push: unknown key\n  roster-push belongs in "
                        + "virtual-hosts.\"a.example\".privileged-entities.\"x.a.example\".");
    }

    @Test
    void keyThatResemblesNothingListsTheKeysHere() {
        assertThat(Reported.of("listen { c2s { zzzzzz = 1 } }", UnreadKeysTest::read))
                .containsExactly("configuration:1: listen.c2s.zzzzzz: unknown key\n  Keys here: enabled, port.");
    }

    @Test
    void unknownSectionIsReportedOnceNotWithItsKeys() {
        assertThat(Reported.of("featuers { blocking { a = 1, b = 2 } }", UnreadKeysTest::read))
                .containsExactly("configuration:1: featuers: unknown key\n  Did you mean features?");
    }

    @Test
    void defaultsThatNobodyReadsAreNotTheAdministratorsFault() {
        Configuration configuration =
                Configuration.ofString("", Defaults.beside(UnreadKeysTest.class, "features.sample"));
        configuration.section("features.sample").integer("max-items", 1, 1000);

        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.unreadDefaults())
                .contains("features.sample.cache-for")
                .doesNotContain("features.sample.max-items");
    }
}
