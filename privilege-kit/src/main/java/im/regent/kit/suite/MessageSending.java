package im.regent.kit.suite;

import static im.regent.kit.check.Check.check;

import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import im.regent.kit.check.Discovery;
import im.regent.kit.check.Entity;
import im.regent.kit.check.Grants;
import im.regent.kit.check.Group;
import im.regent.kit.check.User;
import im.regent.kit.check.World;
import im.regent.kit.finding.Finding;
import im.regent.kit.stream.Peer;
import java.util.List;

/** XEP-0356 §5: messages in the name of accounts and of the host. */
final class MessageSending {
    private static final int MANY = 20;

    private MessageSending() {}

    static Group group() {
        return new Group(
                "Messages",
                List.of(
                        check("as a user: the recipient sees the user's message only", MessageSending::asUser, "P15"),
                        check("the id is kept", MessageSending::idIsKept, "P15", "T23"),
                        check("the payload and its language are kept", MessageSending::payloadIsKept, "P15"),
                        check("as the host", MessageSending::asHost, "P15"),
                        check("twenty in a row arrive in order", MessageSending::inOrder, "P15"),
                        check("to an address of the entity's own domain", MessageSending::toItself, "T23"),
                        check("the user's other clients get a carbon", MessageSending::carbon, "T23", "P1"),
                        check("without an addressee it is for the user", MessageSending::toTheUser, "T24"),
                        check("the user does not see that it bounced", MessageSending::bounce, "T25", "P1"),
                        check("a delay beside it is accepted", MessageSending::delayed, "T22")));
    }

    static boolean hasBody(Element stanza, String body) {
        return stanza.localName().equals("message")
                && stanza.child(XmlWriter.CLIENT, "body")
                        .filter(each -> each.text().equals(body))
                        .isPresent();
    }

    private static Element delivered(World world, String attributes, String payload) throws Finding {
        Peer bob = world.online(User.BOB, "work");
        Peer full = world.connected(Entity.FULL);
        full.send(Xml.wrapper(
                world,
                Entity.FULL,
                "w1",
                "<message xmlns='jabber:client' to='" + bob.address() + "' " + attributes + ">" + payload
                        + "</message>"));
        return bob.await("message", stanza -> stanza.localName().equals("message"));
    }

    private static String asAlice(World world) {
        return "from='" + world.jid(User.ALICE) + "' type='chat'";
    }

    private static void asUser(World world) throws Finding {
        Element message = delivered(world, asAlice(world), "<body>hello</body>");
        Expect.that(Expect.isFrom(message, world.jid(User.ALICE)), "from " + world.jid(User.ALICE), message);
        Expect.that(hasBody(message, "hello"), "the body", message);
        boolean isClean = !Expect.mentions(message, world.privilege()) && !Expect.mentions(message, Xml.FORWARD);
        Expect.that(isClean, "no trace of a wrapper", message);
    }

    private static void idIsKept(World world) throws Finding {
        Element message = delivered(world, asAlice(world) + " id='inner-1'", "<body>hello</body>");
        Expect.that(message.attribute("id", "").equals("inner-1"), "id='inner-1'", message);
    }

    private static void payloadIsKept(World world) throws Finding {
        Element message = delivered(
                world, asAlice(world) + " xml:lang='it'", "<body>ciao</body><x xmlns='urn:example:kit:payload'>y</x>");
        Expect.that(message.lang().orElse("").equals("it"), "xml:lang='it'", message);
        Element payload = Expect.child(message, "urn:example:kit:payload", "x");
        Expect.that(payload.text().equals("y"), "the payload", message);
    }

    private static void asHost(World world) throws Finding {
        Element message = delivered(world, "from='" + world.host() + "'", "<body>notice</body>");
        Expect.that(Expect.isFrom(message, world.host()), "from " + world.host(), message);
    }

    private static void inOrder(World world) throws Finding {
        Peer bob = world.online(User.BOB, "work");
        Peer full = world.connected(Entity.FULL);
        StringBuilder burst = new StringBuilder();
        for (int i = 0; i < MANY; i++) {
            String attributes = asAlice(world) + " to='" + bob.address() + "'";
            burst.append(Xml.wrapper(world, Entity.FULL, "w" + i, Xml.inner(attributes, "number " + i)));
        }
        full.send(burst.toString());
        for (int i = 0; i < MANY; i++) {
            Element message =
                    bob.await("message " + i, stanza -> stanza.localName().equals("message"));
            Expect.that(hasBody(message, "number " + i), "number " + i, message);
        }
    }

    private static void toItself(World world) throws Finding {
        Peer full = world.connected(Entity.FULL);
        String to = "legacy@" + full.address();
        full.send(Xml.wrapper(world, Entity.FULL, "w1", Xml.inner(asAlice(world) + " to='" + to + "'", "echo")));
        Element message = full.await("message", stanza -> hasBody(stanza, "echo"));
        Expect.that(message.attribute("to", "").equals(to), "to " + to, message);
        Expect.that(
                message.attribute("from", "").startsWith(world.jid(User.ALICE)),
                "from " + world.jid(User.ALICE),
                message);
    }

    private static void carbon(World world) throws Finding {
        Peer alice = world.online(User.ALICE, "home");
        Element info = alice.ask("get", world.host(), "<query xmlns='" + Grants.INFO + "'/>");
        if (!Discovery.hasFeature(info, "urn:xmpp:carbons:2")) {
            throw Finding.notApplicable("the server has no carbons");
        }
        alice.ask("set", "", "<enable xmlns='urn:xmpp:carbons:2'/>");
        Peer full = world.connected(Entity.FULL);
        String attributes = asAlice(world) + " to='" + world.jid(User.BOB) + "'";
        full.send(Xml.wrapper(world, Entity.FULL, "w1", Xml.inner(attributes, "copied")));
        alice.await(
                "carbon", stanza -> stanza.child("urn:xmpp:carbons:2", "sent").isPresent());
    }

    private static void toTheUser(World world) throws Finding {
        Peer alice = world.online(User.ALICE, "home");
        world.connected(Entity.FULL)
                .send(Xml.wrapper(world, Entity.FULL, "w1", Xml.inner(asAlice(world), "to myself")));
        alice.await("message", stanza -> hasBody(stanza, "to myself"));
    }

    private static void bounce(World world) throws Finding {
        Peer alice = world.online(User.ALICE, "home");
        String attributes = asAlice(world) + " to='" + world.nobody() + "'";
        world.connected(Entity.FULL).send(Xml.wrapper(world, Entity.FULL, "w1", Xml.inner(attributes, "to nobody")));
        alice.nothing("a bounce", stanza -> Expect.is(stanza, "message", "error"));
    }

    private static void delayed(World world) throws Finding {
        Peer bob = world.online(User.BOB, "work");
        String delay = "<delay xmlns='urn:xmpp:delay' stamp='2014-11-25T14:34:32Z'/>";
        String attributes = asAlice(world) + " to='" + bob.address() + "'";
        world.connected(Entity.FULL).send(Xml.wrapper(world, Entity.FULL, "w1", delay + Xml.inner(attributes, "late")));
        bob.await("message", stanza -> hasBody(stanza, "late"));
    }
}
