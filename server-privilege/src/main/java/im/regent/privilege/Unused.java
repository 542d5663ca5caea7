package im.regent.privilege;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Iq;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is granted and was not used since the start, so that grants can be made smaller. */
final class Unused {
    /** The key under which it is shown. */
    static final String KEY = "unused";

    private Unused() {}

    /** Each permission to do something, {@code roster set} or {@code iq get urn:xmpp:ping}, and the key that grants it. */
    static Map<String, String> of(Usage usage, Jid entity, String host, Grant grant) {
        Map<String, String> granted = new LinkedHashMap<>();
        for (Iq.Type type : List.of(Iq.Type.GET, Iq.Type.SET)) {
            if (grant.roster().allows(type)) {
                granted.put("roster " + type.value(), "roster");
            }
        }
        if (grant.message() != MessageAccess.NONE) {
            granted.put("message outgoing", "message");
        }
        grant.iq().forEach((namespace, access) -> {
            for (Iq.Type type : List.of(Iq.Type.GET, Iq.Type.SET)) {
                if (access.allows(type)) {
                    granted.put("iq " + type.value() + " " + namespace, "iq." + namespace);
                }
            }
        });
        granted.keySet().removeIf(permission -> usage.hasUsed(entity, host, permission));
        return granted;
    }
}
