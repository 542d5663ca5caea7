package im.regent.kit.suite;

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

/** XEP-0356 §7.4 to 7.6: presence of the accounts' contacts. Here the contact lives at a component without privileges. */
final class ContactPresence {
    private ContactPresence() {}

    static Group group() {
        return new Group(
                "Presence of contacts",
                List.of(
                        check("a contact comes and goes", ContactPresence::comesAndGoes, "P35"),
                        check("while the owner is offline", ContactPresence::ownerOffline, "P36"),
                        check("the owner's clients see the contact as ever", ContactPresence::owner, "P35", "P1"),
                        check("no change of show or status", ContactPresence::changed, "T2"),
                        check("a contact of two accounts: once", ContactPresence::ofTwo, "P38", "T3"),
                        check("a late entity is told of contacts who are there", ContactPresence::late, "P37"),
                        check("not with managed_entity", ContactPresence::managedOnly, "P35"),
                        check("not of strangers", stranger(""), "T6"),
                        check(
                                "not of occupants of chat rooms",
                                stranger("<x xmlns='http://jabber.org/protocol/muc#user'><item affiliation='none'"
                                        + " role='participant'/></x>"),
                                "T6"),
                        check("not of addresses of the entity's own", ContactPresence::ownAddress, "T5")));
    }

    private static Check check(String title, Body body, String... rules) {
        return Check.check(title, body, rules).changing(User.ALICE, User.BOB);
    }

    /** Where the contact is. */
    private static String contact(Peer component) {
        return "contact@" + component.address();
    }

    /** Makes an account see the presence of the component's contact. */
    private static Peer subscribed(World world, User user, Peer component) throws Finding {
        Peer client = world.online(user, "home");
        client.send("<presence type='subscribe' to='" + contact(component) + "'/>");
        component.await(
                "request for subscription",
                stanza -> Expect.is(stanza, "presence", "subscribe")
                        && stanza.attribute("from", "").startsWith(world.jid(user)));
        component.send(presence(contact(component), world.jid(user), " type='subscribed'", ""));
        client.await("subscribed", stanza -> Expect.is(stanza, "presence", "subscribed"));
        return client;
    }

    private static String presence(String from, String to, String attributes, String content) {
        return "<presence from='" + from + "' to='" + to + "'" + attributes + ">" + content + "</presence>";
    }

    private static void comes(World world, Peer component, User user) throws Finding {
        component.send(presence(contact(component) + "/x", world.jid(user), "", ""));
    }

    private static void goes(World world, Peer component, User user) throws Finding {
        component.send(presence(contact(component) + "/x", world.jid(user), " type='unavailable'", ""));
    }

    private static void told(Peer full, String type, Peer component) throws Finding {
        String from = contact(component) + "/x";
        full.await(
                (type.isEmpty() ? "presence" : type + " presence") + " of " + from,
                stanza -> OwnPresence.isPresence(stanza, type, from));
    }

    private static void comesAndGoes(World world) throws Finding {
        Peer none = world.connected(Entity.NONE);
        subscribed(world, User.ALICE, none);
        Peer full = world.connected(Entity.FULL);
        comes(world, none, User.ALICE);
        told(full, "", none);
        goes(world, none, User.ALICE);
        told(full, "unavailable", none);
    }

    private static void ownerOffline(World world) throws Finding {
        Peer none = world.connected(Entity.NONE);
        subscribed(world, User.ALICE, none).close();
        Peer full = world.connected(Entity.FULL);
        comes(world, none, User.ALICE);
        told(full, "", none);
    }

    private static void owner(World world) throws Finding {
        Peer none = world.connected(Entity.NONE);
        Peer alice = subscribed(world, User.ALICE, none);
        world.connected(Entity.FULL);
        comes(world, none, User.ALICE);
        told(alice, "", none);
    }

    private static void changed(World world) throws Finding {
        world.needsSecondVersion("limit to initial and unavailable presence");
        Peer none = world.connected(Entity.NONE);
        subscribed(world, User.ALICE, none);
        Peer full = world.connected(Entity.FULL);
        comes(world, none, User.ALICE);
        told(full, "", none);
        none.send(presence(contact(none) + "/x", world.jid(User.ALICE), "", "<show>away</show>"));
        full.nothing("a change of presence", stanza -> OwnPresence.isPresence(stanza, "", contact(none) + "/x"));
    }

    private static void ofTwo(World world) throws Finding {
        Peer none = world.connected(Entity.NONE);
        subscribed(world, User.ALICE, none);
        subscribed(world, User.BOB, none);
        Peer full = world.connected(Entity.FULL);
        comes(world, none, User.ALICE);
        comes(world, none, User.BOB);
        told(full, "", none);
        full.nothing("the same presence again", stanza -> OwnPresence.isPresence(stanza, "", contact(none) + "/x"));
    }

    private static void late(World world) throws Finding {
        Peer none = world.connected(Entity.NONE);
        Peer alice = subscribed(world, User.ALICE, none);
        comes(world, none, User.ALICE);
        told(alice, "", none);
        Peer full = world.fresh(Entity.FULL);
        full.await("advertisement", world::isAdvertisement);
        // The server may ask the contact's server again (§8), which is the component.
        for (Element probe : none.all(stanza -> Expect.is(stanza, "presence", "probe"))) {
            none.send(presence(contact(none) + "/x", probe.attribute("from", ""), "", ""));
        }
        told(full, "", none);
    }

    private static void managedOnly(World world) throws Finding {
        Peer none = world.connected(Entity.NONE);
        subscribed(world, User.ALICE, none);
        Peer reader = world.connected(Entity.READER);
        comes(world, none, User.ALICE);
        reader.nothing("a contact's presence", stanza -> Expect.isFrom(stanza, contact(none) + "/x"));
    }

    private static Body stranger(String content) {
        return world -> {
            Peer none = world.connected(Entity.NONE);
            Peer alice = world.online(User.ALICE, "home");
            Peer full = world.connected(Entity.FULL);
            String from = "room@" + none.address() + "/nick";
            none.send(presence(from, alice.address(), "", content));
            full.nothing("a stranger's presence", stanza -> Expect.isFrom(stanza, from));
        };
    }

    private static void ownAddress(World world) throws Finding {
        Peer full = world.connected(Entity.FULL);
        subscribed(world, User.ALICE, full);
        comes(world, full, User.ALICE);
        full.nothing("an echo", stanza -> Expect.isFrom(stanza, contact(full) + "/x"));
    }
}
