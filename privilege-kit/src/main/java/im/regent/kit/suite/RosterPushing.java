package im.regent.kit.suite;

import static im.regent.kit.check.Check.check;

import im.regent.core.xml.Element;
import im.regent.kit.check.Entity;
import im.regent.kit.check.Group;
import im.regent.kit.check.User;
import im.regent.kit.check.World;
import im.regent.kit.finding.Finding;
import im.regent.kit.stream.Peer;
import java.util.List;

/** XEP-0356 §4.4: roster pushes to entities. */
final class RosterPushing {
    private static final String CONTACT = "kit-contact@elsewhere.example";

    private RosterPushing() {}

    static Group group() {
        return new Group(
                "Roster pushes",
                List.of(
                        check("a client adds, renames and removes: a push each", RosterPushing::byClient, "P9")
                                .changing(User.ALICE),
                        check("the entity itself changes: a push", RosterPushing::byEntity, "P9")
                                .changing(User.ALICE),
                        check("a subscription is accepted: a push", RosterPushing::byContact, "P9")
                                .changing(User.ALICE, User.BOB),
                        check("an entity that answers with an error is not troubled", RosterPushing::unwanted, "P11")
                                .changing(User.ALICE),
                        check("no pushes with roster set", world -> silent(world, Entity.WRITER), "P10")
                                .changing(User.ALICE),
                        check("no pushes without permission", world -> silent(world, Entity.NONE), "P10")
                                .changing(User.ALICE)));
    }

    private static void change(Peer client, String item) throws Finding {
        client.ask("set", "", Xml.rosterSet(item));
    }

    private static Element push(World world, Peer entity, String contact) throws Finding {
        Element push = entity.await("roster push", stanza -> RosterWriting.isPush(stanza, contact));
        Expect.that(Expect.isFrom(push, world.jid(User.ALICE)), "a push from " + world.jid(User.ALICE), push);
        Expect.that(push.attribute("to", "").equals(entity.address()), "a push to " + entity.address(), push);
        boolean isOne = Expect.child(push, Xml.ROSTER, "query").children().size() == 1;
        Expect.that(isOne, "exactly one item", push);
        return push;
    }

    private static Peer told(World world) throws Finding {
        world.needsSecondVersion("roster pushes");
        return world.connected(Entity.FULL);
    }

    private static void byClient(World world) throws Finding {
        Peer full = told(world);
        Peer alice = world.client(User.ALICE, "home");
        for (String name : List.of("Friend", "Old friend")) {
            change(alice, "<item jid='" + CONTACT + "' name='" + name + "'/>");
            Element push = push(world, full, CONTACT);
            boolean isNamed = RosterReading.item(push, CONTACT)
                    .filter(item -> item.attribute("name", "").equals(name))
                    .isPresent();
            Expect.that(isNamed, "the name " + name, push);
        }
        change(alice, "<item jid='" + CONTACT + "' subscription='remove'/>");
        Element push = push(world, full, CONTACT);
        boolean isRemoval = RosterReading.item(push, CONTACT)
                .filter(item -> item.attribute("subscription", "").equals("remove"))
                .isPresent();
        Expect.that(isRemoval, "subscription='remove'", push);
    }

    private static void byEntity(World world) throws Finding {
        Peer full = told(world);
        full.ask("set", world.jid(User.ALICE), Xml.rosterSet("<item jid='" + CONTACT + "'/>"));
        push(world, full, CONTACT);
    }

    private static void byContact(World world) throws Finding {
        Peer full = told(world);
        Peer alice = world.online(User.ALICE, "home");
        Peer bob = world.online(User.BOB, "work");
        alice.send("<presence type='subscribe' to='" + world.jid(User.BOB) + "'/>");
        bob.await("request for subscription", stanza -> Expect.is(stanza, "presence", "subscribe"));
        bob.send("<presence type='subscribed' to='" + world.jid(User.ALICE) + "'/>");
        full.await(
                "push about the accepted subscription",
                stanza -> Expect.isFrom(stanza, world.jid(User.ALICE))
                        && RosterReading.item(stanza, world.jid(User.BOB))
                                .filter(item ->
                                        item.attribute("subscription", "").equals("to"))
                                .isPresent());
    }

    private static void unwanted(World world) throws Finding {
        Peer full = told(world);
        Peer alice = world.client(User.ALICE, "home");
        alice.ask("get", "", Xml.rosterGet());
        change(alice, "<item jid='" + CONTACT + "'/>");
        Element push = push(world, full, CONTACT);
        full.send(Xml.reply(push, full.address(), "error", Xml.error("cancel", "feature-not-implemented")));
        full.nothing("a second push", stanza -> RosterWriting.isPush(stanza, CONTACT));
        alice.nothing("an error", stanza -> Expect.is(stanza, "iq", "error"));
    }

    private static void silent(World world, Entity entity) throws Finding {
        Peer component = world.connected(entity);
        change(world.client(User.ALICE, "home"), "<item jid='" + CONTACT + "'/>");
        component.nothing("a roster push", stanza -> RosterWriting.isPush(stanza, CONTACT));
    }
}
