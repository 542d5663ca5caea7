package im.regent.kit.suite;

import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
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
import java.util.Locale;

/** XEP-0356 §6: requests in the name of accounts, and how their answers come back. */
final class Requesting {
    private static final int ATTEMPTS = 40;

    private Requesting() {}

    static Group group() {
        return new Group(
                "Requests",
                List.of(
                        check("to a component: from the bare JID, payload only", Requesting::asUser, "P25"),
                        check("to a client", Requesting::toClient, "P25", "P26"),
                        check("the result comes back wrapped, from the account", Requesting::result, "P26"),
                        check("of type set", Requesting::set, "P17", "P25"),
                        check("an error comes back wrapped, as it was", Requesting::error, "P27", "A3"),
                        check("around it is an error with a copy", Requesting::errorAround, "P27", "T21"),
                        check("without an addressee the account's server answers", Requesting::ownAccount, "P28"),
                        check("to the host", Requesting::toHost, "P26"),
                        check("the inner from may be the account", world -> sender(world, true), "P23"),
                        check("or the account in another spelling", world -> sender(world, false), "P23"),
                        check("nobody else can answer", Requesting::foreignAnswer, "T19"),
                        check("equal ids of two accounts do not meet", Requesting::equalIds, "T18"),
                        check("one id twice at the same time", Requesting::oneIdTwice, "T18"),
                        check("the user's clients see nothing of it", Requesting::unseen, "P1"),
                        check("an answer that never comes ends in an error", Requesting::unanswered, "T20")
                                .slowly()));
    }

    /** A check that needs a server with privileged requests. */
    static Check check(String title, Body body, String... rules) {
        return Check.check(
                title,
                world -> {
                    world.needsSecondVersion("iq permission");
                    body.run(world);
                },
                rules);
    }

    /** A component that asks, and one that is asked. */
    private record Two(Peer full, Peer none) {
        static Two of(World world) throws Finding {
            return new Two(world.connected(Entity.FULL), world.connected(Entity.NONE));
        }
    }

    private static String wrapped(World world, String type, String namespace, String attributes) {
        return Xml.privileged(world, Xml.request(type, attributes, Xml.empty(namespace)));
    }

    /** Sends a request for Alice to somebody, with the id {@code outer} around it. */
    private static String begin(World world, Peer full, String to, String type, String namespace) throws Finding {
        String id = world.unique();
        full.send("<iq type='" + type + "' id='outer' from='" + full.address() + "' to='" + world.jid(User.ALICE) + "'>"
                + wrapped(world, type, namespace, "id='" + id + "' to='" + to + "'") + "</iq>");
        return id;
    }

    private static void asUser(World world) throws Finding {
        Two two = Two.of(world);
        begin(world, two.full, two.none.address(), "get", Grants.BOTH);
        Element request = Xml.asked(two.none, Grants.BOTH);
        Expect.that(Expect.isFrom(request, world.jid(User.ALICE)), "from " + world.jid(User.ALICE), request);
        Expect.that(Expect.is(request, "iq", "get"), "a get", request);
        Expect.that(request.children().size() == 1, "the payload only", request);
        Expect.that(!Expect.mentions(request, world.privilege()), "no trace of a wrapper", request);
    }

    private static void toClient(World world) throws Finding {
        Peer bob = world.online(User.BOB, "work");
        // Servers may keep requests from clients that do not share their presence (RFC 6121 §8.5.3.1).
        bob.send("<presence to='" + world.jid(User.ALICE) + "'/>");
        bob.ask("get", world.host(), "<query xmlns='" + Grants.INFO + "'/>");
        Peer full = world.connected(Entity.FULL);
        begin(world, full, bob.address(), "get", Grants.BOTH);
        Element request = Xml.asked(bob, Grants.BOTH);
        Expect.that(Expect.isFrom(request, world.jid(User.ALICE)), "from " + world.jid(User.ALICE), request);
        bob.send(Xml.reply(request, "", "result", Xml.empty(Grants.BOTH)));
        Element inner = Xml.unwrapped(world, Expect.result(full.answer("outer"), world.jid(User.ALICE)));
        Expect.that(Expect.isFrom(inner, bob.address()), "from " + bob.address(), inner);
    }

    private static void result(World world) throws Finding {
        Two two = Two.of(world);
        String id = begin(world, two.full, two.none.address(), "get", Grants.BOTH);
        Element request = Xml.asked(two.none, Grants.BOTH);
        two.none.send(Xml.reply(request, two.none.address(), "result", Xml.empty(Grants.BOTH)));
        Element inner = Xml.unwrapped(world, Expect.result(two.full.answer("outer"), world.jid(User.ALICE)));
        Expect.that(inner.attribute("id", "").equals(id), "id='" + id + "'", inner);
        Expect.result(inner, two.none.address());
        Expect.child(inner, Grants.BOTH, "x");
    }

    private static void set(World world) throws Finding {
        Two two = Two.of(world);
        begin(world, two.full, two.none.address(), "set", Grants.SET);
        Element request = Xml.asked(two.none, Grants.SET);
        Expect.that(Expect.is(request, "iq", "set"), "a set", request);
        two.none.send(Xml.reply(request, two.none.address(), "result", ""));
        Expect.result(Xml.unwrapped(world, two.full.answer("outer")), two.none.address());
    }

    private static Element refusedByOther(World world) throws Finding {
        Two two = Two.of(world);
        begin(world, two.full, two.none.address(), "get", Grants.BOTH);
        Element request = Xml.asked(two.none, Grants.BOTH);
        String error = "<error type='auth'><not-authorized xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
                + "<x xmlns='urn:example:kit:reason'/></error>";
        two.none.send(Xml.reply(request, two.none.address(), "error", error));
        return two.full.answer("outer");
    }

    private static void error(World world) throws Finding {
        Element inner = Xml.unwrapped(world, refusedByOther(world));
        Expect.refused(inner, "not-authorized", world.jid(Entity.NONE));
        Element error = Expect.child(inner, XmlWriter.CLIENT, "error");
        Expect.child(error, "urn:example:kit:reason", "x");
    }

    private static void errorAround(World world) throws Finding {
        Element answer = refusedByOther(world);
        Expect.child(answer, world.privilege(), "privilege");
        Expect.refused(answer, "not-authorized", world.jid(User.ALICE));
    }

    private static Element discovered(World world, String to) throws Finding {
        String query = "<query xmlns='" + Grants.INFO + "'/>";
        Element answer = world.connected(Entity.FULL)
                .ask(
                        "get",
                        world.jid(User.ALICE),
                        Xml.privileged(world, Xml.request("get", "id='" + world.unique() + "'" + to, query)));
        Element inner = Xml.unwrapped(world, Expect.result(answer, world.jid(User.ALICE)));
        Expect.that(Expect.is(inner, "iq", "result"), "a result", inner);
        Expect.child(inner, Grants.INFO, "query");
        return inner;
    }

    private static void ownAccount(World world) throws Finding {
        discovered(world, "");
    }

    private static void toHost(World world) throws Finding {
        Expect.result(discovered(world, " to='" + world.host() + "'"), world.host());
    }

    private static void sender(World world, boolean isSpelledAlike) throws Finding {
        String alice = world.jid(User.ALICE);
        String from = isSpelledAlike ? alice : alice.toUpperCase(Locale.ROOT);
        Two two = Two.of(world);
        two.full.send("<iq type='get' id='outer' from='" + two.full.address() + "' to='" + alice + "'>"
                + wrapped(
                        world,
                        "get",
                        Grants.BOTH,
                        "id='" + world.unique() + "' from='" + from + "' to='" + two.none.address() + "'")
                + "</iq>");
        Xml.asked(two.none, Grants.BOTH);
    }

    private static void foreignAnswer(World world) throws Finding {
        Two two = Two.of(world);
        Peer carol = world.online(User.CAROL, "desk");
        begin(world, two.full, two.none.address(), "get", Grants.BOTH);
        Element request = Xml.asked(two.none, Grants.BOTH);
        carol.send(Xml.reply(request, "", "result", Xml.empty("urn:example:kit:forged")));
        two.full.nothing("a forged answer", stanza -> Expect.mentions(stanza, "urn:example:kit:forged"));
        two.none.send(Xml.reply(request, two.none.address(), "result", ""));
        Expect.result(Xml.unwrapped(world, two.full.answer("outer")), two.none.address());
    }

    private static void equalIds(World world) throws Finding {
        Two two = Two.of(world);
        String same = "id='" + world.unique() + "' to='" + two.none.address() + "'";
        for (User user : List.of(User.ALICE, User.BOB)) {
            two.full.send("<iq type='get' id='for-" + user.key() + "' from='" + two.full.address() + "' to='"
                    + world.jid(user) + "'>"
                    + wrapped(world, "get", Grants.BOTH, same) + "</iq>");
        }
        for (int i = 0; i < 2; i++) {
            Element request = Xml.asked(two.none, Grants.BOTH);
            String who = request.attribute("from", "");
            two.none.send(Xml.reply(request, two.none.address(), "result", named(who)));
        }
        for (User user : List.of(User.ALICE, User.BOB)) {
            Element inner = Xml.unwrapped(world, two.full.answer("for-" + user.key()));
            String named = inner.firstChild().map(Element::text).orElse("");
            Expect.that(named.equals(world.jid(user)), "the answer for " + world.jid(user), inner);
        }
    }

    private static String named(String text) {
        return "<x xmlns='" + Grants.BOTH + "'>" + text + "</x>";
    }

    private static void oneIdTwice(World world) throws Finding {
        Two two = Two.of(world);
        String same = world.unique();
        for (String id : List.of("one", "two")) {
            two.full.send("<iq type='get' id='" + id + "' from='" + two.full.address() + "' to='"
                    + world.jid(User.ALICE) + "'>"
                    + Xml.privileged(
                            world, Xml.request("get", "id='" + same + "' to='" + two.none.address() + "'", named(id)))
                    + "</iq>");
        }
        for (int i = 0; i < 2; i++) {
            Element request = Xml.asked(two.none, Grants.BOTH);
            String which = request.firstChild().map(Element::text).orElse("");
            two.none.send(Xml.reply(request, two.none.address(), "result", named(which)));
        }
        for (String id : List.of("one", "two")) {
            Element inner = Xml.unwrapped(world, two.full.answer(id));
            String which = inner.firstChild().map(Element::text).orElse("");
            Expect.that(which.equals(id) && inner.attribute("id", "").equals(same), "the answer " + id, inner);
        }
    }

    private static void unseen(World world) throws Finding {
        Peer alice = world.online(User.ALICE, "home");
        result(world);
        alice.nothing("a trace", stanza -> true);
    }

    /** Components commonly wait for two minutes. */
    private static void unanswered(World world) throws Finding {
        Two two = Two.of(world);
        begin(world, two.full, two.none.address(), "get", Grants.BOTH);
        Xml.asked(two.none, Grants.BOTH);
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                Expect.error(two.full.answer("outer"));
                return;
            } catch (Finding e) {
                if (i == ATTEMPTS - 1) {
                    throw e;
                }
            }
        }
    }
}
