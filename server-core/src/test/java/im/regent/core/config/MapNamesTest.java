package im.regent.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MapNamesTest {
    private static Consumer<Settings> names(String key, NameKind kind) {
        return s -> s.section(key).names(kind);
    }

    private static void readPrivileges(Settings s) {
        for (Settings host : s.sections("virtual-hosts", NameKind.HOST).values()) {
            for (Settings entity :
                    host.sections("privileged-entities", NameKind.ADDRESS).values()) {
                entity.optionalString("roster");
                Settings iq = entity.section("iq");
                iq.names(NameKind.NAMESPACE).forEach(iq::optionalString);
            }
        }
    }

    @Test
    void quotedNamesAreTakenInTheOrderOfTheFile() {
        Configuration configuration =
                Configuration.ofString("hosts {\n \"z.example\" {}\n localhost {}\n \"a.example\" {}\n}");

        assertThat(configuration.root().sections("hosts", NameKind.HOST).keySet())
                .containsExactly("z.example", "localhost", "a.example");
        assertThat(configuration.problems()).isEmpty();
    }

    @Test
    void unquotedHostIsExplained() {
        assertThat(Reported.of(
                        "virtual-hosts {\n  example.org {\n    privileged-entities {}\n  }\n}",
                        MapNamesTest::readPrivileges))
                .containsExactly("configuration:2: virtual-hosts.example: this is not a domain; "
                        + "HOCON splits unquoted names at dots\n  Write \"example.org\" in double quotes.");
    }

    @Test
    void unquotedHostsWithTheSameFirstLabelAreAllNamed() {
        assertThat(Reported.of("virtual-hosts {\n example.org {}\n example.net {}\n}", MapNamesTest::readPrivileges))
                .containsExactly("configuration:2: virtual-hosts.example: this is not a domain; "
                        + "HOCON splits unquoted names at dots"
                        + "\n  Write \"example.net\" and \"example.org\" in double quotes.");
    }

    @Test
    void unquotedHostInAOneLinePathIsExplained() {
        assertThat(Reported.of("virtual-hosts.example.org { privileged-entities {} }", MapNamesTest::readPrivileges))
                .containsExactly("configuration:1: virtual-hosts.example: this is not a domain; "
                        + "HOCON splits unquoted names at dots\n  Write \"example.org\" in double quotes.");
    }

    @Test
    void unquotedEntityIsExplained() {
        assertThat(Reported.of(
                        "virtual-hosts { \"example.org\" { privileged-entities {\n"
                                + "  pubsub.example.org { roster = get }\n} } }",
                        MapNamesTest::readPrivileges))
                .containsExactly(
                        "configuration:2: virtual-hosts.\"example.org\".privileged-entities.pubsub: this is not an address; "
                                + "HOCON splits unquoted names at dots\n  Write \"pubsub.example.org\" in double quotes.");
    }

    @Test
    void unquotedNameBeforeAKeyLeavesTheKeyOut() {
        assertThat(Reported.of(
                        "components { gateway.example.org.secret = hunter2 }", names("components", NameKind.HOST)))
                .containsExactly("configuration:1: components.gateway: this is not a domain; "
                        + "HOCON splits unquoted names at dots\n  Write \"gateway.example.org\" in double quotes.");
    }

    @Test
    void shortNameWithASectionIsAHost() {
        assertThat(Reported.of("virtual-hosts { localhost { privileged-entities {} } }", MapNamesTest::readPrivileges))
                .isEmpty();
    }

    @Test
    void hostWithALocalPartIsRefused() {
        assertThat(Reported.of("hosts { \"alice@example.org\" {} }", names("hosts", NameKind.HOST)))
                .containsExactly("configuration:1: hosts.\"alice@example.org\": has a local part; a domain is expected"
                        + "\n  Write \"example.org\".");
    }

    @Test
    void addressWithAResourceIsRefused() {
        assertThat(Reported.of("who { \"a@b.example/c\" {} }", names("who", NameKind.ADDRESS)))
                .containsExactly("configuration:1: who.\"a@b.example/c\": has a resource; an address is expected"
                        + "\n  Write \"a@b.example\".");
    }

    @Test
    void malformedAddressIsRefused() {
        List<String> reported = Reported.of("who { \"@\" {} }", names("who", NameKind.ADDRESS));

        assertThat(reported).hasSize(1);
        assertThat(reported.get(0)).startsWith("configuration:1: who.\"@\": this is not an address: ");
    }

    @Test
    void sameAddressInTwoSpellingsIsRefused() {
        assertThat(Reported.of(
                        "hosts {\n \"example.org\" {}\n \"Example.ORG\" {}\n}",
                        s -> s.sections("hosts", NameKind.HOST)))
                .containsExactly("configuration:3: hosts.\"Example.ORG\": the same address as \"example.org\""
                        + "\n  Join the two sections.");
    }

    @Test
    void namespaceCutAtTheColonIsExplained() {
        assertThat(Reported.of("iq { urn: set }", names("iq", NameKind.NAMESPACE)))
                .containsExactly(
                        "configuration:1: iq.urn: this is not a namespace; HOCON ends an unquoted name at the colon"
                                + "\n  Write the whole namespace in double quotes, as in \"http://jabber.org/protocol/pubsub\".");
    }

    @Test
    void quotedNamespacesAreTaken() {
        assertThat(Reported.of(
                        "iq { \"http://jabber.org/protocol/pubsub\" = set, \"vcard-temp\" = get }",
                        s -> s.section("iq").names(NameKind.NAMESPACE).forEach(s.section("iq")::string)))
                .isEmpty();
    }

    @Test
    void valueWhereANamedSectionIsExpectedIsSaid() {
        assertThat(Reported.of("hosts { \"a.example\" = 1 }", s -> s.sections("hosts", NameKind.HOST)))
                .containsExactly("configuration:1: hosts.\"a.example\": a section { … } is expected");
    }
}
