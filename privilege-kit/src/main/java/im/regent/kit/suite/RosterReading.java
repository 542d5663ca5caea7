package im.regent.kit.suite;

import static im.regent.kit.check.Check.check;

import im.regent.core.xml.Element;
import im.regent.kit.check.Entity;
import im.regent.kit.check.Group;
import im.regent.kit.check.User;
import im.regent.kit.check.World;
import im.regent.kit.finding.Finding;
import im.regent.kit.stream.Peer;
import java.util.List;
import java.util.Optional;

/** XEP-0356 §4.3: roster gets. */
final class RosterReading {
    private static final String CONTACT = "kit-contact@elsewhere.example";

    private RosterReading() {}

    static Group group() {
        return new Group(
                "Roster get",
                List.of(
                        check("with both: every item as the owner sees it", RosterReading::whole, "P4")
                                .changing(User.ALICE),
                        check("while the owner is offline", RosterReading::offline, "P7")
                                .changing(User.ALICE),
                        check("with get", world -> granted(world, Entity.READER), "P4"),
                        check("with set: forbidden", world -> denied(world, Entity.WRITER), "P3"),
                        check("with nothing: forbidden", world -> denied(world, Entity.NONE), "P3"),
                        check("from an address in the entity's domain: forbidden", RosterReading::userOfEntity, "T11"),
                        check("of an account that does not exist: an error", RosterReading::unknown, "T9"),
                        check(
                                "without permission an unknown account looks like any",
                                RosterReading::unknownUnseen,
                                "T9")));
    }

    private static void add(Peer client) throws Finding {
        client.ask(
                "set",
                "",
                Xml.rosterSet("<item jid='" + CONTACT + "' name='Old friend'><group>Friends</group></item>"));
    }

    /** The item of a contact in the result of a roster get. */
    static Optional<Element> item(Element answer, String contact) {
        return answer.child(Xml.ROSTER, "query").stream()
                .flatMap(query -> query.children(Xml.ROSTER, "item").stream())
                .filter(item -> item.attribute("jid", "").equals(contact))
                .findFirst();
    }

    private static void found(World world, Peer full) throws Finding {
        Element answer = Expect.result(full.ask("get", world.jid(User.ALICE), Xml.rosterGet()), world.jid(User.ALICE));
        boolean isWhole = item(answer, CONTACT)
                .filter(item -> item.attribute("name", "").equals("Old friend")
                        && item.attribute("subscription", "none").equals("none")
                        && item.child(Xml.ROSTER, "group")
                                .filter(group -> group.text().equals("Friends"))
                                .isPresent())
                .isPresent();
        Expect.that(isWhole, "the item with its name and group", answer);
    }

    private static void whole(World world) throws Finding {
        Peer alice = world.client(User.ALICE, "home");
        add(alice);
        found(world, world.connected(Entity.FULL));
    }

    private static void offline(World world) throws Finding {
        Peer alice = world.client(User.ALICE, "home");
        add(alice);
        alice.close();
        found(world, world.connected(Entity.FULL));
    }

    private static void granted(World world, Entity entity) throws Finding {
        Element answer = world.connected(entity).ask("get", world.jid(User.ALICE), Xml.rosterGet());
        Expect.child(Expect.result(answer, world.jid(User.ALICE)), Xml.ROSTER, "query");
    }

    private static void denied(World world, Entity entity) throws Finding {
        Element answer = world.connected(entity).ask("get", world.jid(User.ALICE), Xml.rosterGet());
        Expect.forbidden(answer, world.jid(User.ALICE));
    }

    private static void userOfEntity(World world) throws Finding {
        Peer full = world.connected(Entity.FULL);
        full.send("<iq type='get' id='u1' from='user@" + full.address() + "' to='" + world.jid(User.ALICE) + "'>"
                + Xml.rosterGet() + "</iq>");
        Expect.forbidden(full.answer("u1"), world.jid(User.ALICE));
    }

    private static void unknown(World world) throws Finding {
        Expect.error(world.connected(Entity.FULL).ask("get", world.nobody(), Xml.rosterGet()));
    }

    private static void unknownUnseen(World world) throws Finding {
        Peer none = world.connected(Entity.NONE);
        String known = Expect.condition(none.ask("get", world.jid(User.ALICE), Xml.rosterGet()));
        Element unknown = none.ask("get", world.nobody(), Xml.rosterGet());
        Expect.that(Expect.condition(unknown).equals(known), "the error " + known, unknown);
    }
}
