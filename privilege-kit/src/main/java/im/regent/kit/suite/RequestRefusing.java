package im.regent.kit.suite;

import im.regent.core.xml.Element;
import im.regent.kit.check.Body;
import im.regent.kit.check.Check;
import im.regent.kit.check.Entity;
import im.regent.kit.check.Grants;
import im.regent.kit.check.Group;
import im.regent.kit.check.User;
import im.regent.kit.check.World;
import im.regent.kit.finding.Finding;
import im.regent.kit.stream.Peer;
import java.util.List;
import java.util.function.Function;

/** XEP-0356 §6.3: what the server must check before it sends a request in somebody's name. */
final class RequestRefusing {
    private RequestRefusing() {}

    static Group group() {
        return new Group(
                "Requests refused",
                List.of(
                        addressed("to a full JID: forbidden", w -> w.jid(User.ALICE) + "/home"),
                        addressed("to the host: forbidden", World::host),
                        addressed("to another component: forbidden", w -> w.jid(Entity.NONE)),
                        addressed("to an address elsewhere: forbidden", w -> "a@elsewhere.example"),
                        addressed("to an unknown account: forbidden", World::nobody),
                        check(
                                "a namespace that is not granted: forbidden",
                                payload("get", "urn:example:kit:no"),
                                "P20"),
                        check("get where set is granted: forbidden", payload("get", Grants.SET), "P21"),
                        check("set where get is granted: forbidden", payload("set", Grants.GET), "P21"),
                        check("the roster by way of iq: forbidden", payload("get", Xml.ROSTER), "P20", "T16"),
                        namespace("the namespace of components: forbidden", "jabber:component:accept"),
                        check("no namespace of its own: forbidden", RequestRefusing::inherited, "P22"),
                        sender("from another account: forbidden", w -> w.jid(User.BOB)),
                        sender("from a full JID: forbidden", w -> w.jid(User.ALICE) + "/home"),
                        check("get inside set: forbidden", world -> types(world, "set", "get"), "P24"),
                        check("set inside get: forbidden", world -> types(world, "get", "set"), "P24"),
                        check("without permission: forbidden", world -> by(world, world.jid(Entity.NONE)), "P20"),
                        check("by an address in the entity's domain: forbidden", RequestRefusing::userOfEntity, "T11"),
                        malformed("two payloads: an error", Xml.empty(Grants.BOTH) + Xml.empty("urn:example:kit:no")),
                        malformed("no payload: an error", ""),
                        check("nothing inside: an error", world -> inside(world, ""), "T14"),
                        check("a message inside: an error", RequestRefusing::message, "T14"),
                        check("no id inside: an error", RequestRefusing::withoutId, "T18"),
                        check("by a client: an error", RequestRefusing::byClient, "P2")));
    }

    private static Check check(String title, Body body, String... rules) {
        return Requesting.check(title, body, rules);
    }

    private static String good(World world, String type, String attributes) {
        String all = "id='" + world.unique() + "' to='" + world.jid(Entity.NONE) + "' " + attributes;
        return Xml.privileged(world, Xml.request(type, all, Xml.empty(Grants.BOTH)));
    }

    /** Sends it as this address; whoever is asked in it, or around it, must not hear of it. */
    private static Element refused(World world, String from, String to, String type, String payload) throws Finding {
        Peer alice = world.online(User.ALICE, "home");
        Peer none = world.connected(Entity.NONE);
        boolean isNone = from.equals(none.address());
        Peer asking = isNone ? none : world.connected(Entity.FULL);
        asking.send("<iq type='" + type + "' id='r1' from='" + from + "' to='" + to + "'>" + payload + "</iq>");
        Element answer = asking.answer("r1");
        none.nothing("what was refused", stanza -> Expect.mentions(stanza, Grants.BOTH));
        alice.nothing("what was refused", stanza -> true);
        return answer;
    }

    private static Element refused(World world, String type, String payload) throws Finding {
        return refused(world, world.jid(Entity.FULL), world.jid(User.ALICE), type, payload);
    }

    private static void forbidden(World world, String type, String payload) throws Finding {
        Expect.forbidden(refused(world, type, payload), world.jid(User.ALICE));
    }

    private static Check addressed(String title, Function<World, String> to) {
        return check(
                title,
                world -> {
                    String address = to.apply(world);
                    Element answer = refused(world, world.jid(Entity.FULL), address, "get", good(world, "get", ""));
                    Expect.forbidden(answer, address);
                },
                "P19");
    }

    private static Body payload(String type, String namespace) {
        return world -> {
            String all = "id='" + world.unique() + "' to='" + world.jid(Entity.NONE) + "'";
            forbidden(world, type, Xml.privileged(world, Xml.request(type, all, Xml.empty(namespace))));
        };
    }

    private static Check namespace(String title, String namespace) {
        return check(
                title,
                world -> forbidden(world, "get", good(world, "get", "").replace("jabber:client", namespace)),
                "P22");
    }

    private static void inherited(World world) throws Finding {
        forbidden(world, "get", good(world, "get", "").replace("<iq xmlns='jabber:client'", "<iq"));
    }

    private static Check sender(String title, Function<World, String> from) {
        return check(
                title, world -> forbidden(world, "get", good(world, "get", "from='" + from.apply(world) + "'")), "P23");
    }

    private static void types(World world, String outer, String inner) throws Finding {
        forbidden(world, outer, good(world, inner, ""));
    }

    private static void by(World world, String from) throws Finding {
        String alice = world.jid(User.ALICE);
        Expect.forbidden(refused(world, from, alice, "get", good(world, "get", "")), alice);
    }

    private static void userOfEntity(World world) throws Finding {
        by(world, "user@" + world.jid(Entity.FULL));
    }

    private static Check malformed(String title, String payload) {
        return check(
                title,
                world -> inside(
                        world,
                        Xml.request("get", "id='" + world.unique() + "' to='" + world.jid(Entity.NONE) + "'", payload)),
                "T14",
                "T15");
    }

    private static void inside(World world, String inner) throws Finding {
        Expect.error(refused(world, "get", Xml.privileged(world, inner)));
    }

    private static void message(World world) throws Finding {
        inside(world, Xml.inner("type='get' id='s1' to='" + world.jid(User.ALICE) + "'", "smuggled"));
    }

    private static void withoutId(World world) throws Finding {
        inside(world, Xml.request("get", "to='" + world.jid(Entity.NONE) + "'", Xml.empty(Grants.BOTH)));
    }

    private static void byClient(World world) throws Finding {
        Peer alice = world.online(User.ALICE, "home");
        Peer carol = world.online(User.CAROL, "desk");
        Expect.error(carol.ask("get", world.jid(User.ALICE), good(world, "get", "")));
        alice.nothing("a wrapper", stanza -> Expect.mentions(stanza, world.privilege()));
    }
}
