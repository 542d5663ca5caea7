package im.regent.kit.suite;

import static im.regent.kit.check.Check.check;

import im.regent.core.xml.Element;
import im.regent.kit.check.Entity;
import im.regent.kit.check.Grants;
import im.regent.kit.check.Group;
import im.regent.kit.check.User;
import im.regent.kit.check.World;
import im.regent.kit.finding.Finding;
import im.regent.kit.stream.Peer;
import java.util.List;

/** What any component may do goes on working, with and without privileges. */
final class Ordinary {
    private static final String QUESTION = "urn:example:kit:ordinary";

    private Ordinary() {}

    static Group group() {
        return new Group(
                "Ordinary traffic",
                List.of(
                        check("a privileged component asks the host", world -> asksHost(world, Entity.FULL), "P41"),
                        check("another component asks the host", world -> asksHost(world, Entity.NONE), "P41"),
                        check("a component asks an account", Ordinary::asksAccount, "P41"),
                        check("a component asks a client", world -> asksClient(world, Entity.NONE), "P41"),
                        check("a privileged component asks a client", world -> asksClient(world, Entity.FULL), "P41"),
                        check("components ask each other", Ordinary::asksComponent, "P41"),
                        check("a component writes to a client", Ordinary::writes, "P41"),
                        check("a plain message to the host is not refused", Ordinary::writesToHost, "P41"),
                        check("a client asks and writes to a privileged component", Ordinary::isAsked, "P41")));
    }

    private static String info() {
        return "<query xmlns='" + Grants.INFO + "'/>";
    }

    private static void asksHost(World world, Entity entity) throws Finding {
        Expect.result(world.connected(entity).ask("get", world.host(), info()), world.host());
    }

    /** Whatever it is told: somebody has to answer. */
    private static void asksAccount(World world) throws Finding {
        world.connected(Entity.NONE).ask("get", world.jid(User.ALICE), info());
    }

    private static void asksClient(World world, Entity entity) throws Finding {
        Peer bob = world.online(User.BOB, "work");
        exchange(world.connected(entity), bob, "");
    }

    private static void asksComponent(World world) throws Finding {
        Peer none = world.connected(Entity.NONE);
        Peer full = world.connected(Entity.FULL);
        exchange(none, full, full.address());
        exchange(full, none, none.address());
    }

    private static void exchange(Peer asking, Peer asked, String from) throws Finding {
        asking.send("<iq type='get' id='o1' from='" + asking.address() + "' to='" + asked.address() + "'>"
                + Xml.empty(QUESTION) + "</iq>");
        Element request = Xml.asked(asked, QUESTION);
        asked.send(Xml.reply(request, from, "result", ""));
        Expect.result(asking.answer("o1"), asked.address());
    }

    private static void writes(World world) throws Finding {
        Peer bob = world.online(User.BOB, "work");
        Peer none = world.connected(Entity.NONE);
        none.send("<message from='someone@" + none.address() + "' to='" + bob.address()
                + "'><body>plain</body></message>");
        bob.await("message", stanza -> MessageSending.hasBody(stanza, "plain"));
    }

    private static void writesToHost(World world) throws Finding {
        Peer full = world.connected(Entity.FULL);
        full.send("<message id='o2' from='" + full.address() + "' to='" + world.host()
                + "'><body>plain</body></message>");
        full.nothing("a refusal", stanza -> List.of("forbidden", "bad-request").contains(Expect.condition(stanza)));
    }

    private static void isAsked(World world) throws Finding {
        Peer full = world.connected(Entity.FULL);
        Peer bob = world.online(User.BOB, "work");
        exchange(bob, full, full.address());
        bob.send("<message to='" + full.address() + "'><body>plain</body></message>");
        full.await("message", stanza -> MessageSending.hasBody(stanza, "plain"));
    }
}
