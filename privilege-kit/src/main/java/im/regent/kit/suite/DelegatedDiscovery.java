package im.regent.kit.suite;

import static im.regent.kit.check.Check.check;

import im.regent.core.xml.Element;
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
import java.util.stream.Collectors;

/** XEP-0355 §7: service discovery of delegated namespaces. */
final class DelegatedDiscovery {
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";

    private DelegatedDiscovery() {}

    static Group group() {
        return new Group(
                "Delegation: discovery",
                List.of(
                        check("the manager is asked for each namespace", DelegatedDiscovery::asked, "D14", "D17"),
                        check("the host shows what it answered", DelegatedDiscovery::onHost, "D15"),
                        check(
                                "also with filtering, in place of the server's",
                                DelegatedDiscovery::replaced,
                                "D15",
                                "D16"),
                        check("accounts show what it answered for them", DelegatedDiscovery::onAccount, "D17"),
                        check("with its forms", DelegatedDiscovery::forms, "D18"),
                        check("it is asked once, not with every request", DelegatedDiscovery::askedOnce, "D23"),
                        check("an unknown node of an account is forwarded", DelegatedDiscovery::unknownNode, "D19"),
                        check(
                                "items of an account are forwarded, each time",
                                DelegatedDiscovery::items,
                                "D21",
                                "D22")));
    }

    private static Manager manager(World world) throws Finding {
        Manager manager = Manager.ready(world);
        manager.peer().all(stanza -> true);
        return manager;
    }

    private static Element info(Peer client, String to) throws Finding {
        return client.ask("get", to, "<query xmlns='" + Grants.INFO + "'/>");
    }

    private static void asked(World world) throws Finding {
        String namespace = world.delegation();
        Peer pep = world.fresh(Entity.PEP);
        Set<String> nodes =
                pep.all(Discovery::isQuestion).stream().map(Discovery::node).collect(Collectors.toSet());
        Set<String> wanted = Set.of(
                namespace + "::" + Grants.DELEGATED,
                namespace + ":bare:" + Grants.DELEGATED,
                namespace + "::" + Grants.FILTERED,
                namespace + ":bare:" + Grants.FILTERED);
        Expect.that(nodes.equals(wanted), "questions about " + wanted, nodes);
    }

    private static void onHost(World world) throws Finding {
        manager(world);
        Element info = info(world.online(User.ALICE, "home"), world.host());
        Expect.that(Discovery.hasFeature(info, Nesting.FOR_HOST), "the feature " + Nesting.FOR_HOST, info);
    }

    private static void replaced(World world) throws Finding {
        manager(world);
        Element info = info(world.online(User.ALICE, "home"), world.host());
        Expect.that(!Discovery.hasFeature(info, Grants.FILTERED), "no feature " + Grants.FILTERED, info);
    }

    private static void onAccount(World world) throws Finding {
        manager(world);
        Element info = info(world.online(User.ALICE, "home"), world.jid(User.ALICE));
        Expect.that(Discovery.hasFeature(info, Nesting.FOR_ACCOUNTS), "the feature " + Nesting.FOR_ACCOUNTS, info);
        boolean isAccount = Expect.child(info, Grants.INFO, "query").children(Grants.INFO, "identity").stream()
                .anyMatch(each -> each.attribute("category", "").equals("account"));
        Expect.that(isAccount, "the identity account/registered", info);
        Expect.that(Expect.isFrom(info, world.jid(User.ALICE)), "from " + world.jid(User.ALICE), info);
    }

    private static void forms(World world) throws Finding {
        manager(world);
        Element info = info(world.online(User.ALICE, "home"), world.jid(User.ALICE));
        Expect.that(Expect.mentions(info, "jabber:x:data"), "the form", info);
    }

    private static void askedOnce(World world) throws Finding {
        Manager manager = manager(world);
        Peer alice = world.online(User.ALICE, "home");
        for (int i = 0; i < 3; i++) {
            info(alice, world.host());
            info(alice, world.jid(User.ALICE));
        }
        manager.peer().nothing("another question", Discovery::isQuestion);
    }

    private static void unknownNode(World world) throws Finding {
        Manager manager = manager(world);
        manager.needsRemaining("info");
        Peer alice = world.online(User.ALICE, "home");
        alice.send("<iq type='get' id='d1' to='" + world.jid(User.ALICE) + "'><query xmlns='" + Grants.INFO
                + "' node='urn:example:kit:node'/></iq>");
        Element wrapper = manager.wrapper();
        Element inner = manager.inner(wrapper);
        Expect.that(Discovery.node(inner).equals("urn:example:kit:node"), "the question as it was", inner);
        manager.answers(
                wrapper,
                Manager.result(
                        inner,
                        Manager.from(inner),
                        "<query xmlns='" + Grants.INFO + "' node='urn:example:kit:node'/>"));
        Element answer = alice.answer("d1");
        Expect.that(Expect.is(answer, "iq", "result"), "a result", answer);
    }

    private static void items(World world) throws Finding {
        Manager manager = manager(world);
        manager.needsRemaining("items");
        Peer alice = world.online(User.ALICE, "home");
        for (int i = 0; i < 2; i++) {
            alice.send("<iq type='get' id='i" + i + "' to='" + world.jid(User.ALICE) + "'><query xmlns='" + ITEMS
                    + "'/></iq>");
            Element wrapper = manager.wrapper();
            Element inner = manager.inner(wrapper);
            String items = "<query xmlns='" + ITEMS + "'><item jid='" + world.jid(User.ALICE) + "' node='n'/></query>";
            manager.answers(wrapper, Manager.result(inner, Manager.from(inner), items));
            Element answer = alice.answer("i" + i);
            boolean isSame = answer.child(ITEMS, "query")
                    .filter(query -> query.children().size() == 1)
                    .isPresent();
            Expect.that(isSame, "the manager's item alone", answer);
        }
    }
}
