package im.regent.kit.suite;

import static im.regent.kit.check.Check.check;

import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import im.regent.kit.check.Entity;
import im.regent.kit.check.Group;
import im.regent.kit.check.User;
import im.regent.kit.check.World;
import im.regent.kit.finding.Finding;
import im.regent.kit.stream.Peer;
import java.util.List;

/** XEP-0356 §7.1 to 7.3: presence of the accounts. */
final class OwnPresence {
    private OwnPresence() {}

    static Group group() {
        return new Group(
                "Presence of accounts",
                List.of(
                        check("initial presence, with managed_entity", world -> initial(world, Entity.READER), "P30"),
                        check("initial presence, with roster", world -> initial(world, Entity.FULL), "P34"),
                        check("with everything that is in it", OwnPresence::whole, "P30"),
                        check("unavailable, once", OwnPresence::unavailable, "P31"),
                        check("unavailable when the stream is closed", OwnPresence::closed, "P31"),
                        check("unavailable when the connection is lost", OwnPresence::lost, "P31"),
                        check("no change of show or status", OwnPresence::changed, "P32", "T1"),
                        check("no subscription traffic, no probe, no error", OwnPresence::otherTypes, "P32")
                                .changing(User.ALICE, User.BOB),
                        check("a late entity is told of who is there", OwnPresence::late, "P37"),
                        check("and not of who has left", OwnPresence::lateForNobody, "P37"),
                        check("nothing without permission", world -> untold(world, Entity.WRITER), "P29"),
                        check("nothing for other components", world -> untold(world, Entity.NONE), "P29")));
    }

    static boolean isPresence(Element stanza, String type, String from) {
        return Expect.is(stanza, "presence", type) && Expect.isFrom(stanza, from);
    }

    private static Element told(Peer entity, String type, String from) throws Finding {
        Element presence = entity.await(
                (type.isEmpty() ? "presence" : type + " presence") + " of " + from,
                stanza -> isPresence(stanza, type, from));
        Expect.that(presence.attribute("to", "").equals(entity.address()), "to " + entity.address(), presence);
        return presence;
    }

    private static void initial(World world, Entity entity) throws Finding {
        Peer component = world.connected(entity);
        Peer alice = world.client(User.ALICE, "home");
        alice.send("<presence/>");
        told(component, "", alice.address());
        component.nothing("the same presence again", stanza -> isPresence(stanza, "", alice.address()));
    }

    private static void whole(World world) throws Finding {
        Peer full = world.connected(Entity.FULL);
        Peer alice = world.client(User.ALICE, "home");
        alice.send("<presence xml:lang='en' id='p1'><show>chat</show><status>on the balcony</status>"
                + "<x xmlns='urn:example:kit:payload'/></presence>");
        Element presence = told(full, "", alice.address());
        Expect.child(presence, XmlWriter.CLIENT, "show");
        Expect.child(presence, XmlWriter.CLIENT, "status");
        Expect.child(presence, "urn:example:kit:payload", "x");
        Expect.that(presence.lang().orElse("").equals("en"), "xml:lang='en'", presence);
        Expect.that(presence.attribute("id", "").equals("p1"), "id='p1'", presence);
    }

    private static Peer announced(World world, Peer full) throws Finding {
        Peer alice = world.client(User.ALICE, "home");
        alice.send("<presence/>");
        told(full, "", alice.address());
        return alice;
    }

    private static void goneOnce(Peer full, String address) throws Finding {
        told(full, "unavailable", address);
        full.nothing("the same again", stanza -> isPresence(stanza, "unavailable", address));
    }

    private static void unavailable(World world) throws Finding {
        Peer full = world.connected(Entity.FULL);
        Peer alice = announced(world, full);
        alice.send("<presence type='unavailable'/>");
        goneOnce(full, alice.address());
    }

    private static void closed(World world) throws Finding {
        Peer full = world.connected(Entity.FULL);
        Peer alice = announced(world, full);
        alice.close();
        goneOnce(full, alice.address());
    }

    private static void lost(World world) throws Finding {
        Peer full = world.connected(Entity.FULL);
        Peer alice = announced(world, full);
        alice.drop();
        goneOnce(full, alice.address());
    }

    private static void changed(World world) throws Finding {
        world.needsSecondVersion("limit to initial and unavailable presence");
        Peer full = world.connected(Entity.FULL);
        Peer alice = announced(world, full);
        alice.send("<presence><show>away</show></presence>");
        alice.send("<presence><status>thinking</status></presence>");
        full.nothing("a change of presence", stanza -> isPresence(stanza, "", alice.address()));
    }

    private static void otherTypes(World world) throws Finding {
        Peer full = world.connected(Entity.FULL);
        Peer alice = announced(world, full);
        for (String type : List.of("subscribe", "probe", "unsubscribe", "error")) {
            alice.send("<presence type='" + type + "' to='" + world.jid(User.BOB) + "'/>");
        }
        full.nothing(
                "another presence",
                stanza -> stanza.localName().equals("presence")
                        && !List.of("", "unavailable").contains(stanza.attribute("type", "")));
    }

    private static void late(World world) throws Finding {
        Peer alice = world.online(User.ALICE, "home");
        Peer full = world.fresh(Entity.FULL);
        told(full, "", alice.address());
    }

    private static void lateForNobody(World world) throws Finding {
        world.online(User.ALICE, "home").close();
        Peer full = world.fresh(Entity.FULL);
        full.nothing("an unavailable presence", stanza -> Expect.is(stanza, "presence", "unavailable"));
    }

    private static void untold(World world, Entity entity) throws Finding {
        Peer component = world.connected(entity);
        world.online(User.ALICE, "home");
        component.nothing("a presence", stanza -> stanza.localName().equals("presence"));
    }
}
