package im.regent.kit.suite;

import static im.regent.kit.check.Check.check;

import im.regent.core.xml.Element;
import im.regent.kit.check.Body;
import im.regent.kit.check.Entity;
import im.regent.kit.check.Group;
import im.regent.kit.check.User;
import im.regent.kit.check.World;
import im.regent.kit.finding.Finding;
import im.regent.kit.stream.Peer;
import java.util.List;
import java.util.function.Function;

/** XEP-0356 §5.1: messages that must not be sent on, and what must not be smuggled in them. */
final class MessageRefusing {
    private static final String FRUIT = "forbidden fruit";

    private MessageRefusing() {}

    static Group group() {
        return new Group(
                "Messages refused",
                List.of(
                        check("with other permissions: forbidden", world -> denied(world, Entity.READER), "P14"),
                        check("with no permission: forbidden", world -> denied(world, Entity.NONE), "P14"),
                        check("from a full JID: forbidden", sender(w -> w.jid(User.ALICE) + "/home"), "P16"),
                        check("from nobody: forbidden", MessageRefusing::withoutSender, "P16"),
                        check("from another domain: forbidden", sender(w -> "a@elsewhere.example"), "P16"),
                        check("from the entity's domain: forbidden", sender(w -> "a@" + w.jid(Entity.FULL)), "P16"),
                        check(
                                "from another component's domain: forbidden",
                                sender(w -> "a@" + w.jid(Entity.NONE)),
                                "P16"),
                        check("by an address in the entity's domain: forbidden", MessageRefusing::userOfEntity, "T11"),
                        check("a wrapper never reaches a user", MessageRefusing::wrapperToUser, "T12"),
                        check("in a version that is not advertised: not delivered", MessageRefusing::oldVersion, "P2"),
                        check("nothing wrapped: an error", smuggled(w -> ""), "T14"),
                        check("two messages: an error, none delivered", smuggled(w -> good(w) + good(w)), "T14"),
                        check("an iq: an error, not delivered", smuggled(MessageRefusing::iq), "T14"),
                        check("a presence: an error, not delivered", smuggled(MessageRefusing::presence), "T14"),
                        check(
                                "another namespace: an error, not delivered",
                                smuggled(MessageRefusing::foreign),
                                "T14")));
    }

    private static String target(World world) {
        return world.jid(User.BOB) + "/work";
    }

    private static String good(World world) {
        return Xml.inner("from='" + world.jid(User.ALICE) + "' to='" + target(world) + "'", FRUIT);
    }

    private static String addresses(World world) {
        return " from='" + world.jid(User.ALICE) + "' to='" + target(world) + "'";
    }

    private static String iq(World world) {
        return "<iq xmlns='jabber:client' type='set' id='s1'" + addresses(world) + ">"
                + Xml.empty("urn:example:kit:smuggled") + "</iq>";
    }

    private static String presence(World world) {
        return "<presence xmlns='jabber:client' type='unsubscribed'" + addresses(world) + "/>";
    }

    private static String foreign(World world) {
        return good(world).replace("jabber:client", "urn:example:kit:smuggled");
    }

    /** Sends it, and waits until nothing of it reached Bob. */
    private static Element refused(World world, Entity entity, String inner) throws Finding {
        Peer bob = world.online(User.BOB, "work");
        Peer component = world.connected(entity);
        component.send(Xml.wrapper(world, entity, "w1", inner));
        Element error = Xml.bounce(component, "w1");
        bob.nothing("what was refused", stanza -> true);
        return error;
    }

    private static void denied(World world, Entity entity) throws Finding {
        Expect.forbidden(refused(world, entity, good(world)), world.host());
    }

    private static Body sender(Function<World, String> from) {
        return world -> Expect.forbidden(
                refused(
                        world,
                        Entity.FULL,
                        Xml.inner("from='" + from.apply(world) + "' to='" + target(world) + "'", FRUIT)),
                world.host());
    }

    private static void withoutSender(World world) throws Finding {
        Element error = refused(world, Entity.FULL, Xml.inner("to='" + target(world) + "'", FRUIT));
        Expect.forbidden(error, world.host());
    }

    private static void userOfEntity(World world) throws Finding {
        Peer bob = world.online(User.BOB, "work");
        Peer full = world.connected(Entity.FULL);
        full.send(Xml.wrapper(world, "user@" + full.address(), world.host(), "w1", good(world)));
        Element error = Xml.bounce(full, "w1");
        bob.nothing("what was refused", stanza -> true);
        Expect.forbidden(error, world.host());
    }

    private static void wrapperToUser(World world) throws Finding {
        Peer bob = world.online(User.BOB, "work");
        Peer full = world.connected(Entity.FULL);
        for (String to : List.of(world.jid(User.BOB), bob.address())) {
            full.send(Xml.wrapper(world, full.address(), to, "w1", good(world)));
        }
        bob.nothing("a wrapper", stanza -> Expect.mentions(stanza, world.privilege()));
    }

    private static void oldVersion(World world) throws Finding {
        String old = "urn:xmpp:privilege:1";
        if (world.privilege().equals(old)) {
            throw Finding.notApplicable("the server speaks " + old);
        }
        Peer bob = world.online(User.BOB, "work");
        Peer full = world.connected(Entity.FULL);
        full.send(Xml.wrapper(world, Entity.FULL, "w1", good(world)).replace(world.privilege(), old));
        bob.nothing("what was not granted", stanza -> true);
    }

    private static Body smuggled(Function<World, String> inner) {
        return world -> Expect.error(refused(world, Entity.FULL, inner.apply(world)));
    }
}
