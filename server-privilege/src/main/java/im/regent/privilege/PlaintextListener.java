package im.regent.privilege;

import im.regent.core.config.Settings;
import im.regent.core.jid.Jid;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who may act for users, or answers for the server, does not come over a network that others can read: the secret of such a
 * component is worth more than a user's password.
 */
public final class PlaintextListener {
    private static final Pattern LOOPBACK = Pattern.compile("::1|localhost|127(\\.[0-9]{1,3}){3}");

    private PlaintextListener() {}

    /**
     * Refuses a configuration in which such a component could connect without TLS from another machine.
     *
     * @param components those that have been given something
     * @param what what others could do with it, behind "what COMPONENT"
     */
    public static void check(Settings root, Stream<Jid> components, String what) {
        Settings listener = root.section("listen").section("component");
        boolean isOpen = (!listener.has("enabled") || listener.flag("enabled"))
                && !(listener.has("allow-plaintext") && listener.flag("allow-plaintext"))
                && listener.has("address")
                && !isLoopback(listener.string("address"));
        if (!isOpen) {
            return;
        }
        components
                .findFirst()
                .ifPresent(component -> listener.problem(
                        "address",
                        "what " + component + " " + what
                                + " by whoever reads along: this listener has no TLS and is not on a loopback address",
                        "Write \"127.0.0.1\", or use listen.component-tls and switch this one off, or write"
                                + " allow-plaintext = true if the network is protected."));
    }

    /** Only addresses as they are written count; no name is looked up. */
    private static boolean isLoopback(String address) {
        return LOOPBACK.matcher(address).matches();
    }
}
