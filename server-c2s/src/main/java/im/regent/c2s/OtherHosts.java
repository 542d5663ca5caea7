package im.regent.c2s;

import im.regent.core.config.NameKind;
import im.regent.core.config.Settings;
import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hosts whose clients are sent away, HOCON paths {@code gone-hosts} and {@code virtual-hosts.*.see-other-host}.
 *
 * @param gone domains that were served once (RFC 6120 §4.9.3.5)
 * @param elsewhere where the clients of a virtual host are served instead, as the error says it (§4.9.3.19)
 */
record OtherHosts(Set<String> gone, Map<String, String> elsewhere) {
    private static final String KEY = "see-other-host";
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[^\\[\\]]+]|[^\\[\\]:]+)(?::([0-9]{1,5}))?");
    private static final int MAX_PORT = 65_535;

    OtherHosts {
        gone = Set.copyOf(gone);
        elsewhere = Map.copyOf(elsewhere);
    }

    static OtherHosts read(Settings root) {
        Map<String, Settings> hosts = new LinkedHashMap<>();
        root.sections("virtual-hosts", NameKind.HOST)
                .forEach((name, section) -> hosts.put(Jid.valueOf(name).domain(), section));
        Map<String, String> elsewhere = new HashMap<>();
        hosts.forEach((host, section) -> section.optionalString(KEY).ifPresent(other -> {
            check(other, host, root, section);
            elsewhere.put(host, other);
        }));
        return new OtherHosts(gone(root, hosts.keySet()), elsewhere);
    }

    private static Set<String> gone(Settings root, Set<String> served) {
        Set<String> gone = new TreeSet<>();
        for (Jid jid : root.jids("gone-hosts")) {
            if (!jid.equals(jid.domainJid())) {
                root.problem("gone-hosts", "\"" + jid + "\" is not a domain");
            } else if (served.contains(jid.domain())) {
                root.problem("gone-hosts", "\"" + jid + "\" is among the virtual hosts, so it is not gone");
            }
            gone.add(jid.domain());
        }
        return gone;
    }

    private static void check(String other, String host, Settings root, Settings section) {
        Matcher parts = HOST_AND_PORT.matcher(other);
        Optional<String> domain = parts.matches() ? domain(parts.group(1)) : Optional.empty();
        String port = parts.matches() ? parts.group(2) : null;
        boolean isPort = port == null || Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= MAX_PORT;
        if (domain.isEmpty() || !isPort) {
            section.problem(
                    KEY,
                    "\"" + other + "\" is not a host that clients could be sent to",
                    "write a domain or an address, an IPv6 address in brackets, and a port if it is not the usual one: "
                            + "\"chat.example.org:5222\", \"[2001:db8::1]:5222\"");
        } else if (domain.get().equals(host) && port == null) {
            section.problem(KEY, "clients of " + host + " would be sent back to " + host);
        } else if (!root.section("c2s").flag("require-tls")) {
            // RFC 6120 §4.9.3.19: clients are redirected under TLS; without it they would be served.
            section.problem(KEY, "clients are sent elsewhere under TLS only, so it needs c2s.require-tls = true");
        }
    }

    private static Optional<String> domain(String text) {
        try {
            Jid jid = Jid.parse(text);
            return Optional.of(jid.domain()).filter(domain -> jid.equals(jid.domainJid()));
        } catch (MalformedJidException e) {
            return Optional.empty();
        }
    }

    boolean isGone(String domain) {
        return gone.contains(domain);
    }

    /** Where the clients of this virtual host are served, if not here. */
    Optional<String> insteadOf(String host) {
        return Optional.ofNullable(elsewhere.get(host));
    }
}
