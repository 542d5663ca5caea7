package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.config.Configuration;
import im.regent.core.config.Problem;
import im.regent.core.jid.Jid;
import im.regent.core.stanza.Iq;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Spec(xep = 356, version = "0.4.1")
class GrantsTest {
    private static final String AT =
            "configuration:3: virtual-hosts.\"capulet.lit\".privileged-entities.\"pubsub.capulet.lit\"";
    private static final Jid PUBSUB = Jid.valueOf("pubsub.capulet.lit");

    private static String entity(String grant) {
        return entity("\"pubsub.capulet.lit\"", grant);
    }

    private static String entity(String name, String grant) {
        return "components { \"pubsub.capulet.lit\" {} }\n"
                + "virtual-hosts { \"montague.lit\" {}, \"capulet.lit\" { privileged-entities {\n"
                + name + " { " + grant + " }\n} } }";
    }

    static List<String> problems(String text) {
        Configuration configuration = Configuration.ofString(text);
        GrantsReader.read(configuration.root());
        return configuration.problems().stream()
                .filter(problem -> !problem.path().startsWith("components"))
                .map(Problem::toString)
                .toList();
    }

    private static Grant granted(String grant) {
        assertThat(problems(entity(grant))).isEmpty();
        return GrantsReader.read(Configuration.ofString(entity(grant)).root())
                .find("capulet.lit", PUBSUB)
                .orElseThrow();
    }

    @Test
    @Section(value = "4.1", rules = "P2")
    void whatIsNotWrittenIsNotGranted() {
        Grants none = GrantsReader.read(
                Configuration.ofString("virtual-hosts { \"capulet.lit\" {} }").root());

        assertThat(none.entities()).isEmpty();
        assertThat(none.find("capulet.lit", PUBSUB)).isEmpty();
        Grant message = granted("message = outgoing");
        assertThat(message.roster()).isEqualTo(Access.NONE);
        assertThat(message.presence()).isEqualTo(PresenceAccess.NONE);
        assertThat(message.iq()).isEmpty();
        assertThat(message.hasPushes()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"get, true", "both, true", "set, false"})
    @Section(value = "4.1", rules = "P8")
    void pushesAreOnWhereTheRosterCanBeRead(String access, boolean hasPushes) {
        assertThat(granted("roster = " + access).hasPushes()).isEqualTo(hasPushes);
    }

    @Test
    @Section(value = "4.1", rules = "P8")
    void pushesCanBeTurnedOff() {
        assertThat(granted("roster = both, roster-push = false").hasPushes()).isFalse();
    }

    @Test
    @Section(value = "6.1", rules = "P17")
    void eachNamespaceHasItsOwnType() {
        Grant grant = granted("iq {\n\"a:b\" = get\n\"c:d\" = set\n\"e:f\" = both\n\"g:h\" = none }");

        assertThat(grant.iq().keySet()).containsExactly("a:b", "c:d", "e:f");
        assertThat(grant.allowsIq("a:b", Iq.Type.GET)).isTrue();
        assertThat(grant.allowsIq("a:b", Iq.Type.SET)).isFalse();
        assertThat(grant.allowsIq("c:d", Iq.Type.GET)).isFalse();
        assertThat(grant.allowsIq("c:d", Iq.Type.SET)).isTrue();
        assertThat(grant.allowsIq("e:f", Iq.Type.GET)).isTrue();
        assertThat(grant.allowsIq("e:f", Iq.Type.SET)).isTrue();
        assertThat(grant.allowsIq("g:h", Iq.Type.GET)).isFalse();
        assertThat(grant.allowsIq("x:y", Iq.Type.GET)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "set"})
    @Section(value = "7.4", rules = "P33")
    void rosterPresenceNeedsAReadableRoster(String roster) {
        assertThat(problems(entity("message = outgoing, presence = roster, roster = " + roster)))
                .containsExactly(AT + ".presence: \"roster\" needs roster = get or both (XEP-0356 7.4); "
                        + "roster is \"" + roster + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "roster = both, roster-scope = own | \"own\" is not one of all, own-domain",
                "roster = both, presence = roster, roster-scope = own-domain | presence = roster shows contacts outside",
            })
    @Section("4.1")
    void scopeOfARosterThatMakesNoSenseIsRefused(String grant, String why) {
        assertThat(problems(entity(grant))).singleElement().asString().startsWith(AT + ".roster-scope: " + why);
    }

    @Test
    @Section("4.1")
    void anAccountHasNoDomainOfItsOwn() {
        assertThat(problems(entity("\"juliet@montague.lit\"", "roster = both, roster-scope = own-domain")))
                .singleElement()
                .asString()
                .contains("an account has no domain of its own");
    }

    @Test
    @Section("9")
    void whoDoesNotEnforceIsWarned() {
        assertThat(problems(entity("roster = get, enforce = false")))
                .singleElement()
                .asString()
                .contains("warning: ", ".enforce: what is not granted is let through");
        assertThat(granted("roster = get").isEnforced()).isTrue();
    }

    @Test
    @Section(value = "7.1", rules = "T1")
    void initialPresenceIsEnoughUnlessMoreIsWanted() {
        assertThat(granted("presence = managed_entity").updates()).isEqualTo(PresenceUpdates.INITIAL);
        assertThat(granted("presence = managed_entity, presence-updates = caps").updates())
                .isEqualTo(PresenceUpdates.CAPS);
        assertThat(problems(entity("message = outgoing, presence-updates = all")))
                .containsExactly(AT.replace(":3: ", ":3: warning: ")
                        + ".presence-updates: presence is \"none\", so there are none");
    }

    @Test
    @Section("4.1")
    void unknownValueIsExplained() {
        assertThat(problems(entity("roster = read, presence = roster, roster-push = true")))
                .containsExactly(AT + ".roster: \"read\" is not one of none, get, set, both\n  Did you mean \"get\"?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delegations", "probes", "client-mode"})
    @Section("4.1")
    void keyThatWouldDoNothingIsRefused(String key) {
        assertThat(problems(entity("roster = get, " + key + " = x")))
                .singleElement()
                .asString()
                .startsWith(AT + "." + key + ": unknown key");
    }

    @Test
    @Section("4.1")
    void unquotedAddressIsExplained() {
        assertThat(problems(entity("pubsub.capulet.lit", "roster = get")))
                .containsExactly("configuration:3: virtual-hosts.\"capulet.lit\".privileged-entities.pubsub: "
                        + "this is not an address; HOCON splits unquoted names at dots"
                        + "\n  Write \"pubsub.capulet.lit\" in double quotes.");
    }

    @Test
    @Section("6.1")
    void unquotedNamespaceIsExplained() {
        assertThat(problems(entity("iq {\nurn: set }")))
                .containsExactly(
                        "configuration:4: virtual-hosts.\"capulet.lit\".privileged-entities."
                                + "\"pubsub.capulet.lit\".iq.urn: this is not a namespace; HOCON ends an unquoted name at the colon"
                                + "\n  Write the whole namespace in double quotes, as in \"http://jabber.org/protocol/pubsub\".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nobody.capulet.lit | neither a configured component nor an account of a local virtual host"
                        + "; Add components { \"nobody.capulet.lit\" { secret = \"…\" } } at the top level.",
                "user@elsewhere.lit | privileges cannot be given to a remote entity;",
                "x@pubsub.capulet.lit | privileges belong to a component, not to one of its users"
                        + "; Write \"pubsub.capulet.lit\".",
                "capulet.lit | a virtual host cannot be a privileged entity;",
                "montague.lit | a virtual host cannot be a privileged entity;",
                "pubsub.capulet.lit/x | has a resource; an address is expected;Write \"pubsub.capulet.lit\".",
            })
    @Section("4.1")
    void onlyAComponentOfThisServerCanBeAnEntity(String name, String expected) {
        int end = expected.lastIndexOf(';');
        String suggestion = expected.substring(end + 1).strip();

        assertThat(problems(entity('"' + name + '"', "roster = get")))
                .containsExactly("configuration:3: virtual-hosts.\"capulet.lit\".privileged-entities.\"" + name + "\": "
                        + expected.substring(0, end) + (suggestion.isEmpty() ? "" : "\n  " + suggestion));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"urn:xmpp:privilege:1", "urn:xmpp:privilege:2", "urn:xmpp:delegation:1", "urn:xmpp:delegation:2"
            })
    @Section(value = "6.1", rules = "T16")
    void privilegesCannotBeGrantedThroughThemselves(String namespace) {
        assertThat(problems(entity("iq { \"" + namespace + "\" = get }")))
                .containsExactly(AT + ".iq.\"" + namespace
                        + "\": never grantable: a privilege cannot be used to get another one");
    }

    @Test
    @Section(value = "6.1", rules = "T16")
    void rostersAreNotGrantedAsRequests() {
        assertThat(problems(entity("iq { \"jabber:iq:roster\" = get }")))
                .containsExactly(AT + ".iq.\"jabber:iq:roster\": rosters are not granted here; "
                        + "use roster = get, set or both instead");
    }

    @Test
    @Section(value = "9", rules = "T17")
    void dangerousNamespaceMustBeAcknowledged() {
        assertThat(problems(entity("iq { \"jabber:iq:register\" = set }")))
                .containsExactly(AT + ".iq.\"jabber:iq:register\": "
                        + "dangerous: lets the entity change every user's password and delete every account"
                        + "\n  If that is meant, write acknowledge-dangerous = [\"jabber:iq:register\"] beside iq.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jabber:iq:register",
                "http://jabber.org/protocol/commands",
                "urn:xmpp:blocking",
                "jabber:iq:private",
                "urn:xmpp:sasl:2"
            })
    @Section(value = "9", rules = "T17")
    void acknowledgedDangerIsGranted(String namespace) {
        assertThat(problems(entity("iq { \"" + namespace + "\" = set }"))).hasSize(1);

        Grant grant = granted("iq { \"" + namespace + "\" = set }, acknowledge-dangerous = [\"" + namespace + "\"]");
        assertThat(grant.allowsIq(namespace, Iq.Type.SET)).isTrue();
    }

    @Test
    @Section(value = "9", rules = "T17")
    void acknowledgementOfNothingIsSuspicious() {
        assertThat(problems(entity("roster = get, acknowledge-dangerous = [\"urn:xmpp:ping\"]")))
                .containsExactly(AT.replace(":3: ", ":3: warning: ")
                        + ".acknowledge-dangerous: \"urn:xmpp:ping\" is not granted, or not dangerous");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "set"})
    @Section(value = "4.1", rules = "P10")
    void pushesNeedAReadableRoster(String roster) {
        assertThat(problems(entity("message = outgoing, roster-push = true, roster = " + roster)))
                .containsExactly(AT + ".roster-push: pushes need get or both; roster is \"" + roster + "\""
                        + "\n  Write roster = get, or leave roster-push out.");
    }

    @Test
    @Section("4.1")
    void grantOfNothingIsSuspicious() {
        assertThat(problems(entity("roster = none")))
                .containsExactly(AT.replace(":3: ", ":3: warning: ") + ": grants nothing");
    }

    @Test
    @Section("4.1")
    void addressesAreComparedAfterPreparation() {
        Grants grants = GrantsReader.read(Configuration.ofString(entity("\"PubSub.Capulet.LIT\"", "roster = get")
                        .replace("capulet.lit\" { priv", "Capulet.LIT\" { priv"))
                .root());

        assertThat(grants.find("capulet.lit", PUBSUB)).isPresent();
        assertThat(grants.of(PUBSUB)).containsOnlyKeys("capulet.lit");
    }
}
