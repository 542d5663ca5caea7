package im.regent.privilege;

import im.regent.core.config.Settings;
import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What the configuration says of an address: who can be given something, and why somebody cannot. */
public final class KnownAddresses {
    /** What an address is. */
    public enum Standing {
        /** A configured component, by its own address. */
        COMPONENT,
        /** A virtual host. */
        HOST,
        /** An address that an account of a virtual host may have. */
        ACCOUNT,
        /** Somebody in the domain of a component. */
        USER_OF_COMPONENT,
        /** A domain that is neither a component nor a virtual host. */
        UNKNOWN_DOMAIN,
        /** Somebody in a domain of which the configuration does not speak. */
        REMOTE
    }

    private final Set<Jid> hosts;
    private final Set<Jid> components;

    private KnownAddresses(Set<Jid> hosts, Set<Jid> components) {
        this.hosts = hosts;
        this.components = components;
    }

    /** Those of the whole configuration. */
    public static KnownAddresses of(Settings root) {
        return new KnownAddresses(addresses(root.section("virtual-hosts")), addresses(root.section("components")));
    }

    /** The keys that are addresses; what is wrong with the others is said by whom they belong to. */
    private static Set<Jid> addresses(Settings section) {
        Set<Jid> addresses = new LinkedHashSet<>();
        section.keys().forEach(key -> address(key).ifPresent(addresses::add));
        return addresses;
    }

    private static Optional<Jid> address(String key) {
        try {
            return Optional.of(Jid.parse(key));
        } catch (MalformedJidException e) {
            return Optional.empty();
        }
    }

    /** What this address is. */
    public Standing standing(Jid address) {
        if (hosts.contains(address)) {
            return Standing.HOST;
        }
        if (components.contains(address)) {
            return Standing.COMPONENT;
        }
        if (!address.hasLocal()) {
            return Standing.UNKNOWN_DOMAIN;
        }
        if (hosts.contains(address.domainJid())) {
            return Standing.ACCOUNT;
        }
        return components.contains(address.domainJid()) ? Standing.USER_OF_COMPONENT : Standing.REMOTE;
    }
}
