package im.regent.kit.suite;

import static im.regent.kit.check.Check.check;

import im.regent.core.xml.Element;
import im.regent.kit.check.Body;
import im.regent.kit.check.Discovery;
import im.regent.kit.check.Entity;
import im.regent.kit.check.Grants;
import im.regent.kit.check.Group;
import im.regent.kit.check.Nesting;
import im.regent.kit.check.User;
import im.regent.kit.check.World;
import im.regent.kit.finding.Finding;
import im.regent.kit.stream.Peer;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** XEP-0355 §4: what is told, what is forwarded and what is not. */
final class Delegating {
    private static final String NEWEST = "urn:xmpp:delegation:2";

    private Delegating() {}

    static Group group() {
        return new Group(
                "Delegation",
                List.of(
                        check("delegations are advertised in urn:xmpp:delegation:2", Delegating::inTheNewest, "D2"),
                        check("all in one message, with their attributes", Delegating::advertised, "D2"),
                        check("the server lists the feature", Delegating::feature, "D13"),
                        check("a request without addressee is forwarded", forwarded(w -> ""), "D3"),
                        check("one to the own account", forwarded(w -> w.jid(User.ALICE)), "D3"),
                        check("one to another account", forwarded(w -> w.jid(User.BOB)), "D3"),
                        check("one to the host", forwarded(World::host), "D3"),
                        check("one from elsewhere", Delegating::fromElsewhere, "D3"),
                        check("a get is wrapped in a set too", Delegating::get, "D5"),
                        check("not one to a full JID", Delegating::toFull, "D4"),
                        check("not one to another component", Delegating::toComponent, "D4"),
                        check("not a message", Delegating::message, "D1"),
                        check("not the manager's own", Delegating::ownStanza, "D12"),
                        check("with the filtering attribute: forwarded", Delegating::filtered, "D10"),
                        check("without it: the server answers", Delegating::unfiltered, "D10"),
                        check("with it on a deeper element: not forwarded", Delegating::deep, "D11"),
                        check("the manager is absent: service-unavailable", Delegating::absent, "D8"),
                        check("for an unknown account: not forwarded", Delegating::unknown, "D27"),
                        check("other traffic does not wait", Delegating::othersGoOn, "D26")));
    }

    private static void inTheNewest(World world) throws Finding {
        Expect.that(world.delegation().equals(NEWEST), NEWEST, world.delegation());
    }

    private static void advertised(World world) throws Finding {
        String namespace = world.delegation();
        Peer pep = world.fresh(Entity.PEP);
        Nesting.answer(pep);
        Element message = pep.await("advertisement", stanza -> Expect.mentions(stanza, namespace));
        List<Element> delegated = Expect.child(message, namespace, "delegation").children(namespace, "delegated");
        Set<String> names =
                delegated.stream().map(each -> each.attribute("namespace", "")).collect(Collectors.toSet());
        Expect.that(
                names.containsAll(Set.of(Grants.DELEGATED, Grants.FILTERED)),
                Grants.DELEGATED + " and " + Grants.FILTERED,
                message);
        boolean hasAttribute = delegated.stream()
                .filter(each -> each.attribute("namespace", "").equals(Grants.FILTERED))
                .flatMap(each -> each.children(namespace, "attribute").stream())
                .anyMatch(each -> each.attribute("name", "").equals("node"));
        Expect.that(hasAttribute, "<attribute name='node'/>", message);
    }

    private static void feature(World world) throws Finding {
        String namespace = world.delegation();
        Element info =
                world.client(User.ALICE, "home").ask("get", world.host(), "<query xmlns='" + Grants.INFO + "'/>");
        Expect.that(Discovery.hasFeature(info, namespace), "the feature " + namespace, info);
    }

    /** Sends a delegated request with the id {@code d1}. */
    static void begin(Peer client, String type, String to) throws Finding {
        client.send("<iq type='" + type + "' id='d1'" + (to.isEmpty() ? "" : " to='" + to + "'") + " from='"
                + client.address() + "'>" + Xml.empty(Grants.DELEGATED) + "</iq>");
    }

    private static Body forwarded(Function<World, String> to) {
        return world -> {
            Manager manager = Manager.ready(world);
            Peer alice = world.online(User.ALICE, "home");
            begin(alice, "set", to.apply(world));
            Element inner = manager.inner(manager.wrapper());
            Expect.that(Expect.isFrom(inner, alice.address()), "from " + alice.address(), inner);
            boolean isSame = Expect.is(inner, "iq", "set")
                    && inner.attribute("id", "").equals("d1")
                    && inner.child(Grants.DELEGATED, "x").isPresent();
            Expect.that(isSame, "the request as it was", inner);
        };
    }

    private static void fromElsewhere(World world) throws Finding {
        Manager manager = Manager.ready(world);
        Peer none = world.connected(Entity.NONE);
        begin(none, "set", world.jid(User.ALICE));
        Element inner = manager.inner(manager.wrapper());
        Expect.that(Expect.isFrom(inner, none.address()), "from " + none.address(), inner);
    }

    private static void get(World world) throws Finding {
        Manager manager = Manager.ready(world);
        begin(world.online(User.ALICE, "home"), "get", "");
        Element inner = manager.inner(manager.wrapper());
        Expect.that(Expect.is(inner, "iq", "get"), "a get inside", inner);
    }

    private static void none(Manager manager) throws Finding {
        manager.peer().nothing("a forwarded request", manager::isForwarded);
    }

    private static void toFull(World world) throws Finding {
        Manager manager = Manager.ready(world);
        Peer bob = world.online(User.BOB, "work");
        // Servers may keep requests from clients that do not share their presence (RFC 6121 §8.5.3.1).
        bob.send("<presence to='" + world.jid(User.ALICE) + "'/>");
        bob.ask("get", world.host(), "<query xmlns='" + Grants.INFO + "'/>");
        begin(world.online(User.ALICE, "home"), "get", bob.address());
        Xml.asked(bob, Grants.DELEGATED);
        none(manager);
    }

    private static void toComponent(World world) throws Finding {
        Manager manager = Manager.ready(world);
        Peer other = world.connected(Entity.NONE);
        begin(world.online(User.ALICE, "home"), "get", other.address());
        Xml.asked(other, Grants.DELEGATED);
        none(manager);
    }

    private static void message(World world) throws Finding {
        Manager manager = Manager.ready(world);
        Peer bob = world.online(User.BOB, "work");
        world.online(User.ALICE, "home")
                .send("<message to='" + bob.address() + "'>" + Xml.empty(Grants.DELEGATED) + "</message>");
        bob.await("message", stanza -> Expect.mentions(stanza, Grants.DELEGATED));
        none(manager);
    }

    private static void ownStanza(World world) throws Finding {
        Manager manager = Manager.ready(world);
        begin(manager.peer(), "get", world.jid(User.ALICE));
        Expect.error(manager.peer().answer("d1"));
        none(manager);
    }

    private static Peer asksVersion(World world, String query) throws Finding {
        Peer alice = world.online(User.ALICE, "home");
        alice.send("<iq type='get' id='d1' to='" + world.host() + "'>" + query + "</iq>");
        return alice;
    }

    private static void filtered(World world) throws Finding {
        Manager manager = Manager.ready(world);
        asksVersion(world, "<query xmlns='" + Grants.FILTERED + "' node='n'/>");
        manager.wrapper();
    }

    private static void unfiltered(World world) throws Finding {
        Manager manager = Manager.ready(world);
        Expect.result(
                asksVersion(world, "<query xmlns='" + Grants.FILTERED + "'/>").answer("d1"), world.host());
        none(manager);
    }

    private static void deep(World world) throws Finding {
        Manager manager = Manager.ready(world);
        asksVersion(world, "<query xmlns='" + Grants.FILTERED + "'><name node='n'/></query>")
                .answer("d1");
        none(manager);
    }

    private static void absent(World world) throws Finding {
        Manager manager = Manager.ready(world);
        manager.peer().close();
        Peer alice = world.online(User.ALICE, "home");
        begin(alice, "get", "");
        Element answer = alice.answer("d1");
        Expect.error(answer);
        Expect.that(Expect.condition(answer).equals("service-unavailable"), "service-unavailable", answer);
    }

    private static void unknown(World world) throws Finding {
        Manager manager = Manager.ready(world);
        Peer alice = world.online(User.ALICE, "home");
        begin(alice, "get", world.nobody());
        none(manager);
        Expect.refused(alice.answer("d1"), "service-unavailable", world.nobody());
    }

    private static void othersGoOn(World world) throws Finding {
        Manager manager = Manager.ready(world);
        Peer bob = world.online(User.BOB, "work");
        Peer alice = world.online(User.ALICE, "home");
        begin(alice, "get", "");
        manager.wrapper();
        alice.send("<message to='" + bob.address() + "'><body>meanwhile</body></message>");
        bob.await("message", stanza -> MessageSending.hasBody(stanza, "meanwhile"));
    }
}
