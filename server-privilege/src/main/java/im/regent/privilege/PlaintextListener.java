package im.regent.privilege;

import im.regent.core.config.Settings;
import im.regent.core.jid.Jid;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may act for users does not come over a network that others can read: the secret of such a component is worth more than a
 * user's password.
 */
final class PlaintextListener {
    private static final Pattern LOOPBACK = Pattern.compile("::1|localhost|127(\\.[0-9]{1,3}){3}");

    private PlaintextListener() {}

    /** Refuses a configuration in which such a component could connect without TLS from another machine. */
    static void check(Settings root, Map<String, Map<Jid, Grant>> byHost) {
        Settings listener = root.section("listen").section("component");
        boolean isOpen = (!listener.has("enabled") || listener.flag("enabled"))
                && !(listener.has("allow-plaintext") && listener.flag("allow-plaintext"))
                && listener.has("address")
                && !isLoopback(listener.string("address"));
        if (!isOpen) {
            return;
        }
        byHost.values().stream()
                .map(Map::entrySet)
                .flatMap(Set::stream)
                .filter(entry -> !entry.getKey().hasLocal() && !entry.getValue().isEmpty())
                .findFirst()
                .ifPresent(entry -> listener.problem(
                        "address",
                        "what " + entry.getKey()
                                + " may do for users could be done by whoever reads along: this listener"
                                + " has no TLS and is not on a loopback address",
                        "Write \"127.0.0.1\", or use listen.component-tls and switch this one off, or write"
                                + " allow-plaintext = true if the network is protected."));
    }

    /** Only addresses as they are written count; no name is looked up. */
    private static boolean isLoopback(String address) {
        return LOOPBACK.matcher(address).matches();
    }
}
