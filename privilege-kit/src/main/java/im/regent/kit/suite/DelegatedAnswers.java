package im.regent.kit.suite;

import static im.regent.kit.check.Check.check;

import im.regent.core.xml.Element;
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

/** XEP-0355 §4.3: what the server makes of a manager's answers. */
final class DelegatedAnswers {
    private DelegatedAnswers() {}

    static Group group() {
        return new Group(
                "Delegation: answers",
                List.of(
                        check("a result reaches the requester", world -> passed(world, ""), "D6"),
                        check("for the host it comes from the host", world -> passed(world, world.host()), "D6"),
                        check("for an account it comes from the account", DelegatedAnswers::forAccount, "D6"),
                        check("a requester elsewhere gets it too", DelegatedAnswers::elsewhere, "D6"),
                        check("an inner from may be left out", DelegatedAnswers::withoutFrom, "T27"),
                        check("an error inside reaches the requester", DelegatedAnswers::innerError, "T28"),
                        check("an error around it: service-unavailable", DelegatedAnswers::outerError, "D9"),
                        bad("another id", inner -> proper(inner).replace("id='d1'", "id='other'")),
                        bad(
                                "another addressee",
                                inner -> proper(inner)
                                        .replace(
                                                "to='" + inner.attribute("from", "") + "'",
                                                "to='a@elsewhere.example'")),
                        bad("another sender", inner -> Manager.result(inner, " from='a@elsewhere.example'", "")),
                        bad("another type", inner -> proper(inner).replace("type='result'", "type='get'")),
                        bad(
                                "no iq",
                                inner -> proper(inner)
                                        .replace("<iq ", "<message ")
                                        .replace("</iq>", "</message>")),
                        bad("another namespace", inner -> proper(inner).replace("jabber:client", "urn:example:kit:no")),
                        bad("two stanzas", inner -> proper(inner) + proper(inner)),
                        bad("nothing", inner -> ""),
                        check("no <delegation/>: service-unavailable", DelegatedAnswers::empty, "D7")));
    }

    private static String proper(Element inner) {
        return Manager.result(inner, Manager.from(inner), Xml.empty(Grants.DELEGATED));
    }

    private static Element answered(World world, String to, Function<Element, String> answer) throws Finding {
        Manager manager = Manager.ready(world);
        Peer alice = world.online(User.ALICE, "home");
        Delegating.begin(alice, "get", to);
        Element wrapper = manager.wrapper();
        manager.answers(wrapper, answer.apply(manager.inner(wrapper)));
        return alice.answer("d1");
    }

    private static void passed(World world, String to) throws Finding {
        Element answer = answered(world, to, DelegatedAnswers::proper);
        Expect.that(Expect.is(answer, "iq", "result"), "a result", answer);
        Expect.child(answer, Grants.DELEGATED, "x");
        // Without an addressee, the account has answered (RFC 6120 §8.1.2.1).
        String from = answer.attribute("from", world.jid(User.ALICE));
        Expect.that(from.equals(to.isEmpty() ? world.jid(User.ALICE) : to), "from " + to, answer);
    }

    private static void forAccount(World world) throws Finding {
        passed(world, world.jid(User.BOB));
    }

    private static void elsewhere(World world) throws Finding {
        Manager manager = Manager.ready(world);
        Peer none = world.connected(Entity.NONE);
        Delegating.begin(none, "get", world.jid(User.ALICE));
        Element wrapper = manager.wrapper();
        manager.answers(wrapper, proper(manager.inner(wrapper)));
        Expect.result(none.answer("d1"), world.jid(User.ALICE));
    }

    private static void withoutFrom(World world) throws Finding {
        Element answer = answered(world, "", inner -> Manager.result(inner, "", ""));
        Expect.that(Expect.is(answer, "iq", "result"), "a result", answer);
    }

    private static void innerError(World world) throws Finding {
        Element answer = answered(
                world,
                "",
                inner -> Manager.result(inner, Manager.from(inner), Xml.error("cancel", "conflict"))
                        .replace("type='result'", "type='error'"));
        Expect.error(answer);
        Expect.that(Expect.condition(answer).equals("conflict"), "conflict", answer);
    }

    private static void unavailable(Element answer) throws Finding {
        Expect.error(answer);
        Expect.that(Expect.condition(answer).equals("service-unavailable"), "service-unavailable", answer);
    }

    private static void outerError(World world) throws Finding {
        Manager manager = Manager.ready(world);
        Peer alice = world.online(User.ALICE, "home");
        Delegating.begin(alice, "get", "");
        Element wrapper = manager.wrapper();
        manager.peer().send(Xml.reply(wrapper, manager.peer().address(), "error", Xml.error("cancel", "conflict")));
        unavailable(alice.answer("d1"));
    }

    private static Check bad(String what, Function<Element, String> answer) {
        return check(
                what + " inside: service-unavailable",
                world -> unavailable(answered(world, world.jid(User.BOB), answer)),
                "D7");
    }

    private static void empty(World world) throws Finding {
        Manager manager = Manager.ready(world);
        Peer alice = world.online(User.ALICE, "home");
        Delegating.begin(alice, "get", "");
        manager.answersWith(manager.wrapper(), "");
        unavailable(alice.answer("d1"));
    }
}
