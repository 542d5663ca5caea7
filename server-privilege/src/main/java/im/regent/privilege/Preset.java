package im.regent.privilege;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a component that many run needs; keys that are written beside {@code preset} win.
 *
 * @param wantsPushes whether it makes use of roster pushes
 */
record Preset(
        Access roster, boolean wantsPushes, MessageAccess message, PresenceAccess presence, Map<String, Access> iq) {
    private static final String PUBSUB = "http://jabber.org/protocol/pubsub";

    /** None: nothing is granted that is not written. */
    static final Preset NONE = new Preset(Access.NONE, true, MessageAccess.NONE, PresenceAccess.NONE, Map.of());

    private static final Map<String, Preset> BY_NAME = byName();

    private static Map<String, Preset> byName() {
        Map<String, Access> slidge = new LinkedHashMap<>();
        slidge.put(PUBSUB, Access.BOTH);
        slidge.put(PUBSUB + "#owner", Access.SET);
        slidge.put("urn:xmpp:http:upload:0", Access.GET);
        Map<String, Preset> presets = new LinkedHashMap<>();
        presets.put("slidge", new Preset(Access.BOTH, false, MessageAccess.OUTGOING, PresenceAccess.NONE, slidge));
        presets.put(
                "libervia-pubsub",
                new Preset(
                        Access.GET, true, MessageAccess.OUTGOING, PresenceAccess.ROSTER, Map.of(PUBSUB, Access.SET)));
        presets.put("spectrum", new Preset(Access.BOTH, false, MessageAccess.OUTGOING, PresenceAccess.NONE, Map.of()));
        return presets;
    }

    static Optional<Preset> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    static String names() {
        return String.join(", ", BY_NAME.keySet());
    }
}
