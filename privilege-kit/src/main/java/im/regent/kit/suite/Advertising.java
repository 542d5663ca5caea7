package im.regent.kit.suite;

import static im.regent.kit.check.Check.check;

import im.regent.core.xml.Element;
import im.regent.kit.check.Entity;
import im.regent.kit.check.Grants;
import im.regent.kit.check.Group;
import im.regent.kit.check.World;
import im.regent.kit.finding.Finding;
import im.regent.kit.stream.Peer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** XEP-0356 §4.2, 5.2, 6.2, 7.3, 7.5: what entities are told. */
final class Advertising {
    private static final String NEWEST = "urn:xmpp:privilege:2";

    private Advertising() {}

    static Group group() {
        return new Group(
                "Advertisement",
                List.of(
                        check(
                                "privileges are advertised in urn:xmpp:privilege:2",
                                Advertising::inTheNewestVersion,
                                "P12"),
                        check(
                                "the advertisement is the first stanza after the handshake",
                                Advertising::comesFirst,
                                "P12"),
                        check("it comes in one message, once", Advertising::comesOnce, "P12"),
                        check("roster, message and presence as configured", Advertising::asConfigured, "P13", "P39"),
                        check("pushes are not advertised as off", Advertising::pushes, "P8"),
                        check("iq namespaces stand side by side, without a type above", Advertising::requests, "P18"),
                        check("what is not granted is not advertised", Advertising::onlyWhatIsGranted, "P13"),
                        check("no pushes are advertised with roster set", Advertising::noPushesForWriters, "P8", "P10"),
                        check("nobody is told of nothing", Advertising::nothingIsNotAdvertised, "T36")));
    }

    private static void inTheNewestVersion(World world) throws Finding {
        Element advertisement = advertisement(world, Entity.FULL);
        Expect.that(advertisement.child(NEWEST, "privilege").isPresent(), NEWEST, advertisement);
    }

    private static Element advertisement(World world, Entity entity) throws Finding {
        return world.fresh(entity).await("advertisement", world::isAdvertisement);
    }

    private static void comesFirst(World world) throws Finding {
        Element first = world.fresh(Entity.FULL).next("stanza");
        Expect.that(world.isAdvertisement(first), "the advertisement first", first);
        Expect.that(first.localName().equals("message"), "a message", first);
        Expect.that(Expect.isFrom(first, world.host()), "from " + world.host(), first);
    }

    private static void comesOnce(World world) throws Finding {
        Peer full = world.fresh(Entity.FULL);
        full.await("advertisement", world::isAdvertisement);
        full.nothing("a second advertisement", world::isAdvertisement);
    }

    private static Map<String, Element> permissions(World world, Element advertisement) throws Finding {
        Element privilege = Expect.child(advertisement, world.privilege(), "privilege");
        for (Element perm : privilege.children(world.privilege(), "perm")) {
            Expect.that(perm.attribute("access").isPresent(), "<perm/> with an access", advertisement);
        }
        return privilege.children(world.privilege(), "perm").stream()
                .filter(perm -> !perm.attribute("type", "").equals("none"))
                .collect(Collectors.toMap(perm -> perm.attribute("access", ""), perm -> perm, (one, other) -> one));
    }

    private static void has(Map<String, Element> permissions, String access, String type) throws Finding {
        Element perm = permissions.get(access);
        if (perm == null || !perm.attribute("type", "").equals(type)) {
            throw Finding.fail("expected " + access + "=" + type + ", came " + permissions.values());
        }
    }

    private static void asConfigured(World world) throws Finding {
        Map<String, Element> permissions = permissions(world, advertisement(world, Entity.FULL));
        has(permissions, "roster", "both");
        has(permissions, "message", "outgoing");
        has(permissions, "presence", "roster");
    }

    private static void pushes(World world) throws Finding {
        Map<String, Element> permissions = permissions(world, advertisement(world, Entity.FULL));
        has(permissions, "roster", "both");
        // §4.2: "If the 'push' attribute is omitted, it defaults to "true" if "roster" permission is "get" or "both"".
        boolean isOn = permissions.values().stream()
                .noneMatch(perm -> perm.attribute("push", "true").equals("false"));
        Expect.that(isOn, "push='true', or none", permissions.values());
    }

    private static void requests(World world) throws Finding {
        world.needsSecondVersion("iq permission");
        Element advertisement = advertisement(world, Entity.FULL);
        Element perm = permissions(world, advertisement).get("iq");
        if (perm == null) {
            throw Finding.fail("expected <perm access='iq'/>, came " + advertisement);
        }
        Expect.that(perm.attribute("type").isEmpty(), "no type", perm);
        Map<String, String> found = perm.children(world.privilege(), "namespace").stream()
                .collect(Collectors.toMap(
                        each -> each.attribute("ns", ""), each -> each.attribute("type", ""), (one, other) -> one));
        Map<String, String> granted =
                Map.of(Grants.BOTH, "both", Grants.GET, "get", Grants.SET, "set", Grants.INFO, "get");
        Expect.that(found.equals(granted), granted.toString(), perm);
    }

    private static void onlyWhatIsGranted(World world) throws Finding {
        Map<String, Element> permissions = permissions(world, advertisement(world, Entity.READER));
        has(permissions, "roster", "get");
        has(permissions, "presence", "managed_entity");
        boolean isOnly = Set.of("roster", "presence").containsAll(permissions.keySet());
        Expect.that(isOnly, "roster and presence only", permissions.values());
    }

    private static void noPushesForWriters(World world) throws Finding {
        Map<String, Element> permissions = permissions(world, advertisement(world, Entity.WRITER));
        has(permissions, "roster", "set");
        boolean isOff = permissions.values().stream()
                .noneMatch(perm -> perm.attribute("push", "false").equals("true"));
        Expect.that(isOff, "no push='true'", permissions.values());
    }

    private static void nothingIsNotAdvertised(World world) throws Finding {
        for (Element each : world.fresh(Entity.NONE).all(world::isAdvertisement)) {
            Map<String, Element> permissions = permissions(world, each);
            Expect.that(permissions.isEmpty(), "no permission", each);
        }
    }
}
