package im.regent.kit.suite;

import static im.regent.kit.check.Check.check;

import im.regent.core.xml.Element;
import im.regent.kit.check.Body;
import im.regent.kit.check.Check;
import im.regent.kit.check.Entity;
import im.regent.kit.check.Group;
import im.regent.kit.check.User;
import im.regent.kit.check.World;
import im.regent.kit.finding.Finding;
import im.regent.kit.stream.Peer;
import java.util.List;

/** XEP-0356 §4.3: roster sets, by the rules of RFC 6121 §2. */
final class RosterWriting {
    private static final String CONTACT = "kit-contact@elsewhere.example";
    private static final String ITEM = "<item jid='" + CONTACT + "' name='New friend'><group>Friends</group></item>";

    private RosterWriting() {}

    static Group group() {
        return new Group(
                "Roster set",
                List.of(
                        changing("with both: stored, and pushed to the owner's clients", RosterWriting::stored, "P5"),
                        changing("while the owner is offline", RosterWriting::offline, "P7"),
                        changing("with set", RosterWriting::byWriter, "P5"),
                        changing("changing and removing an item", RosterWriting::changedAndRemoved, "P5"),
                        changing("with get: forbidden, unchanged", world -> denied(world, Entity.READER), "P3"),
                        changing("with nothing: forbidden, unchanged", world -> denied(world, Entity.NONE), "P3"),
                        bad("no item: bad-request, one reply", "", "bad-request"),
                        bad(
                                "two items: bad-request, one reply",
                                "<item jid='kit-1@elsewhere.example'/><item jid='kit-2@elsewhere.example'/>",
                                "bad-request"),
                        bad(
                                "a group twice: bad-request, one reply",
                                "<item jid='" + CONTACT + "'><group>G</group><group>G</group></item>",
                                "bad-request"),
                        bad(
                                "an empty group: not-acceptable, one reply",
                                "<item jid='" + CONTACT + "'><group/></item>",
                                "not-acceptable"),
                        bad(
                                "removing what is not there: item-not-found, one reply",
                                "<item jid='" + CONTACT + "' subscription='remove'/>",
                                "item-not-found"),
                        changing("the owner's own address: not-allowed, one reply", RosterWriting::ownAddress, "P6"),
                        changing("a stranger cannot be subscribed", RosterWriting::stranger, "P40", "T7"),
                        check("for an account that does not exist: an error", RosterWriting::unknown, "T9"),
                        changing("the owner's clients see the push and nothing else", RosterWriting::unseen, "P1")));
    }

    private static Check changing(String title, Body body, String... rules) {
        return check(title, body, rules).changing(User.ALICE);
    }

    private static Check bad(String title, String items, String condition) {
        return changing(title, world -> refusedOnce(world, items, condition), "P6", "T8");
    }

    private static Peer interested(World world) throws Finding {
        Peer alice = world.client(User.ALICE, "home");
        alice.ask("get", "", Xml.rosterGet());
        return alice;
    }

    /** Whether it is a push about the contact. */
    static boolean isPush(Element stanza, String contact) {
        return Expect.is(stanza, "iq", "set")
                && RosterReading.item(stanza, contact).isPresent();
    }

    private static void set(World world, Peer entity, String items) throws Finding {
        Element answer = entity.ask("set", world.jid(User.ALICE), Xml.rosterSet(items));
        Expect.result(answer, world.jid(User.ALICE));
    }

    private static Element own(Peer client) throws Finding {
        return client.ask("get", "", Xml.rosterGet());
    }

    private static void stored(World world) throws Finding {
        Peer alice = interested(world);
        set(world, world.connected(Entity.FULL), ITEM);
        alice.await("roster push", stanza -> isPush(stanza, CONTACT));
        has(own(alice), "New friend");
    }

    private static void has(Element roster, String name) throws Finding {
        boolean isThere = RosterReading.item(roster, CONTACT)
                .filter(item -> item.attribute("name", "").equals(name))
                .isPresent();
        Expect.that(isThere, "the item named " + name, roster);
    }

    private static void offline(World world) throws Finding {
        set(world, world.connected(Entity.FULL), ITEM);
        has(own(world.client(User.ALICE, "home")), "New friend");
    }

    private static void byWriter(World world) throws Finding {
        Peer alice = interested(world);
        set(world, world.connected(Entity.WRITER), ITEM);
        has(own(alice), "New friend");
    }

    private static void changedAndRemoved(World world) throws Finding {
        Peer alice = interested(world);
        Peer full = world.connected(Entity.FULL);
        set(world, full, ITEM);
        set(world, full, "<item jid='" + CONTACT + "' name='Best friend'/>");
        has(own(alice), "Best friend");
        set(world, full, "<item jid='" + CONTACT + "' subscription='remove'/>");
        Element roster = own(alice);
        Expect.that(RosterReading.item(roster, CONTACT).isEmpty(), "no such item", roster);
    }

    private static void denied(World world, Entity entity) throws Finding {
        Element answer = world.connected(entity).ask("set", world.jid(User.ALICE), Xml.rosterSet(ITEM));
        Element roster = own(world.client(User.ALICE, "home"));
        Expect.that(RosterReading.item(roster, CONTACT).isEmpty(), "an unchanged roster", roster);
        Expect.forbidden(answer, world.jid(User.ALICE));
    }

    private static void refusedOnce(World world, String items, String condition) throws Finding {
        Peer full = world.connected(Entity.FULL);
        Element answer = full.ask("set", world.jid(User.ALICE), Xml.rosterSet(items));
        String id = answer.attribute("id", "");
        full.nothing(
                "a second reply",
                stanza -> stanza.attribute("id", "").equals(id)
                        && !stanza.attribute("type", "").equals("set"));
        Expect.refused(answer, condition, world.jid(User.ALICE));
    }

    private static void ownAddress(World world) throws Finding {
        refusedOnce(world, "<item jid='" + world.jid(User.ALICE) + "'/>", "not-allowed");
    }

    private static void stranger(World world) throws Finding {
        Peer full = world.connected(Entity.FULL);
        full.ask("set", world.jid(User.ALICE), Xml.rosterSet("<item jid='" + CONTACT + "' subscription='both'/>"));
        Element roster = own(world.client(User.ALICE, "home"));
        boolean isSubscribed = RosterReading.item(roster, CONTACT)
                .filter(item -> !item.attribute("subscription", "none").equals("none"))
                .isPresent();
        Expect.that(!isSubscribed, "no subscription to a stranger", roster);
    }

    private static void unknown(World world) throws Finding {
        Expect.error(world.connected(Entity.FULL).ask("set", world.nobody(), Xml.rosterSet(ITEM)));
    }

    private static void unseen(World world) throws Finding {
        Peer alice = world.online(User.ALICE, "home");
        set(world, world.connected(Entity.FULL), ITEM);
        alice.await("roster push", stanza -> isPush(stanza, CONTACT));
        alice.nothing("more than the push", stanza -> true);
    }
}
