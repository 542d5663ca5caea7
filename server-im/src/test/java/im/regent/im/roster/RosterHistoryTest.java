package im.regent.im.roster;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;
import im.regent.im.api.RosterChange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** RFC 6121 §2.6, on the value alone. */
class RosterHistoryTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");
    private static final Jid NURSE = Jid.valueOf("nurse@capulet.lit");
    private static final Jid ROMEO = Jid.valueOf("romeo@montague.lit");
    private static final Jid TYBALT = Jid.valueOf("tybalt@capulet.lit");

    private Roster roster = new Roster(Map.of());

    private String add(Jid contact, String name) {
        roster = roster.with(roster.contact(contact).named(name, List.of()), "epoch", 2);
        return roster.version();
    }

    private String remove(Jid contact) {
        roster = roster.with(Contact.unknown(contact), "epoch", 2);
        return roster.version();
    }

    private List<String> since(String version) {
        return roster.changesSince(JULIET, version).orElseThrow().stream()
                .map(RosterHistoryTest::text)
                .toList();
    }

    private static String text(RosterChange change) {
        return (change.isRemoved() ? "-" : "+")
                + change.item().jid().local()
                + ' '
                + change.item().name();
    }

    @Test
    void nothingHappenedSinceTheCurrentVersion() {
        String version = add(NURSE, "Nurse");

        assertThat(since(version)).isEmpty();
    }

    @Test
    void eachChangeStandsOnceInItsFinalStateInOrder() {
        String version = add(NURSE, "Nurse");
        add(ROMEO, "Romeo");
        add(TYBALT, "Tybalt");
        add(ROMEO, "My Romeo");
        remove(NURSE);

        assertThat(since(version)).containsExactly("+tybalt Tybalt", "+romeo My Romeo", "-nurse ");
    }

    @Test
    void versionsOfChangesAreUniqueAndTheLastIsTheCurrentOne() {
        String version = add(NURSE, "Nurse");
        add(ROMEO, "Romeo");
        remove(NURSE);

        List<String> versions = roster.changesSince(JULIET, version).orElseThrow().stream()
                .map(RosterChange::version)
                .toList();
        assertThat(versions).doesNotHaveDuplicates().endsWith(roster.version());
    }

    @Test
    void aVersionBeforeForgottenRemovalsIsUnknown() {
        String before = add(NURSE, "Nurse");
        add(ROMEO, "Romeo");
        String both = add(TYBALT, "Tybalt");
        remove(NURSE);
        String afterFirst = roster.version();
        remove(ROMEO);
        remove(TYBALT);

        assertThat(roster.changesSince(JULIET, before)).isEmpty();
        assertThat(roster.changesSince(JULIET, both)).isEmpty();
        assertThat(since(afterFirst)).containsExactly("-romeo ", "-tybalt ");
    }

    @Test
    void theNumberOfRememberedRemovalsIsBounded() {
        for (int i = 0; i < 100; i++) {
            Jid contact = Jid.valueOf("c" + i + "@capulet.lit");
            add(contact, "c");
            remove(contact);
        }

        assertThat(roster.contacts(Contact::isRemoved)).hasSize(2);
        assertThat(roster.rows()).hasSize(3);
    }

    @Test
    void whatClientsInventIsUnknown() {
        add(NURSE, "Nurse");

        for (String version : List.of("", "0", "epoch", "epoch-", "epoch-x", "epoch-2", "epoch--1", "other-1", "-1")) {
            assertThat(roster.changesSince(JULIET, version)).as(version).isEmpty();
        }
    }

    @Test
    void aVersionOfADeletedRosterMeansNothingToItsSuccessor() {
        String version = add(NURSE, "Nurse");
        Roster successor = new Roster(Map.of()).with(Contact.unknown(ROMEO).named("Romeo", List.of()), "another", 2);

        assertThat(successor.changesSince(JULIET, version)).isEmpty();
    }

    @Test
    void aRemovedContactWhoAsksIsStillTold() {
        String version = add(NURSE, "Nurse");
        remove(NURSE);
        Contact asking = roster.contact(NURSE)
                .in(SubscriptionState.NONE.withPendingIn(true), Element.of("jabber:client", "presence"));
        roster = roster.withUnseen(asking);

        assertThat(since(version)).containsExactly("-nurse ");
        assertThat(roster.items()).isEmpty();
    }

    @Test
    void rowsSurviveTheCodec() {
        add(NURSE, "Nurse <&> Ärztin");
        remove(NURSE);
        roster = roster.with(
                roster.contact(ROMEO)
                        .named("Romeo", List.of("Friends", "Lovers"))
                        .in(
                                new SubscriptionState(true, false, true, true, true),
                                Element.of("jabber:client", "presence").with("type", "subscribe")),
                "epoch",
                2);
        RosterCodec codec = new RosterCodec();

        assertThat(roster.rows().values())
                .hasSize(3)
                .allSatisfy(row -> assertThat(codec.decode(codec.encode(row))).isEqualTo(row));
    }
}
