package im.regent.privilege;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a component that many run needs; keys that are written beside {@code preset} win.
 *
 * @param versions of the protocol that it speaks
 * @param wantsPushes whether it makes use of roster pushes
 */
record Preset(
        Access roster,
        boolean wantsPushes,
        MessageAccess message,
        PresenceAccess presence,
        Map<String, Access> iq,
        Set<Version> versions) {
    private static final Set<Version> NEW = Set.of(Version.TWO);
    private static final String PUBSUB = "http://jabber.org/protocol/pubsub";

    /** None: nothing is granted that is not written. */
    static final Preset NONE = new Preset(Access.NONE, true, MessageAccess.NONE, PresenceAccess.NONE, Map.of(), NEW);

    private static final Map<String, Preset> BY_NAME = byName();

    private static Map<String, Preset> byName() {
        Map<String, Access> slidge = new LinkedHashMap<>();
        slidge.put(PUBSUB, Access.BOTH);
        slidge.put(PUBSUB + "#owner", Access.SET);
        slidge.put("urn:xmpp:http:upload:0", Access.GET);
        Map<String, Preset> presets = new LinkedHashMap<>();
        presets.put("slidge", new Preset(Access.BOTH, false, MessageAccess.OUTGOING, PresenceAccess.NONE, slidge, NEW));
        presets.put(
                "libervia-pubsub",
                new Preset(
                        Access.GET,
                        true,
                        MessageAccess.OUTGOING,
                        PresenceAccess.ROSTER,
                        Map.of(PUBSUB, Access.SET),
                        NEW));
        presets.put(
                "spectrum",
                new Preset(
                        Access.BOTH,
                        false,
                        MessageAccess.OUTGOING,
                        PresenceAccess.NONE,
                        Map.of(),
                        Set.of(Version.values())));
        return Collections.unmodifiableMap(presets);
    }

    static Optional<Preset> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    static String names() {
        return String.join(", ", BY_NAME.keySet());
    }
}
