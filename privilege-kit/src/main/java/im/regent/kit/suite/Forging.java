package im.regent.kit.suite;

import static im.regent.kit.check.Check.check;

import im.regent.kit.check.Entity;
import im.regent.kit.check.Group;
import im.regent.kit.check.User;
import im.regent.kit.check.World;
import im.regent.kit.finding.Finding;
import im.regent.kit.stream.Peer;
import java.time.Duration;
import java.util.List;

/** XEP-0356 §9: nobody speaks to an entity in the server's name. Some entities believe every advertisement. */
final class Forging {
    private static final Duration REPLAY = Duration.ofMillis(200);

    private Forging() {}

    static Group group() {
        return new Group(
                "Forged advertisements",
                List.of(
                        check("a user's message does not arrive", world -> byUser(world, "message"), "T13"),
                        check("a user's presence does not arrive", world -> byUser(world, "presence"), "T13"),
                        check("another component's message does not arrive", Forging::byComponent, "T13"),
                        check("a forged delegation does not arrive", Forging::delegation, "T13")));
    }

    private static String privilege(World world) {
        return "<privilege xmlns='" + world.privilege() + "'><perm access='roster' type='both'/></privilege>";
    }

    private static void byUser(World world, String kind) throws Finding {
        Peer full = world.connected(Entity.FULL);
        Peer carol = world.online(User.CAROL, "desk");
        carol.send("<" + kind + " to='" + full.address() + "'>" + privilege(world) + "</" + kind + ">");
        full.nothing("a forged advertisement", world::isAdvertisement);
    }

    private static void byComponent(World world) throws Finding {
        Peer full = world.connected(Entity.FULL);
        Peer none = world.connected(Entity.NONE);
        none.send("<message from='" + none.address() + "' to='" + full.address() + "'>" + privilege(world)
                + "</message>");
        full.nothing("a forged advertisement", world::isAdvertisement);
    }

    private static void delegation(World world) throws Finding {
        String namespace = world.delegation();
        Peer pep = world.connected(Entity.PEP);
        pep.forget(REPLAY);
        Peer carol = world.online(User.CAROL, "desk");
        carol.send("<message to='" + pep.address() + "'><delegation xmlns='" + namespace
                + "'><delegated namespace='urn:example:kit:forged'/></delegation></message>");
        pep.nothing("a forged delegation", stanza -> Expect.mentions(stanza, namespace));
    }
}
