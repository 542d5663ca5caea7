package im.regent.privilege.delegation;

import im.regent.core.config.Settings;
import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.privilege.KnownAddresses;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one delegation, HOCON path {@code virtual-hosts.*.delegations.*}: an address, or a section. */
final class DelegationReader {
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int VERSION = 2;

    private final Settings delegations;
    private final String namespace;
    private final KnownAddresses addresses;

    DelegationReader(Settings delegations, String namespace, KnownAddresses addresses) {
        this.delegations = delegations;
        this.namespace = namespace;
        this.addresses = addresses;
    }

    /** The delegation; empty if something is wrong, which is noted. */
    Optional<Delegation> read() {
        Optional<String> reason = Undelegatable.reason(namespace);
        reason.ifPresent(why -> delegations.problem(namespace, why));
        boolean isLong = delegations.isSection(namespace);
        Optional<Delegation> delegation = isLong ? section(delegations.section(namespace)) : shortForm();
        return reason.isEmpty() ? delegation : Optional.empty();
    }

    private Optional<Delegation> shortForm() {
        return manager(delegations, namespace)
                .map(manager -> new Delegation(namespace, manager, List.of(), TIMEOUT, Fallback.ERROR, VERSION));
    }

    private Optional<Delegation> section(Settings section) {
        Duration timeout = section.has("timeout")
                ? section.duration("timeout", Duration.ofSeconds(1), Duration.ofMinutes(10))
                : TIMEOUT;
        Fallback fallback = section.has("fallback") ? section.oneOf("fallback", Fallback.class) : Fallback.ERROR;
        List<String> filtering = section.has("filtering") ? filtering(section) : List.of();
        int version = section.has("version") ? section.integer("version", 1, VERSION) : VERSION;
        if (version != VERSION && DelegationXml.isRemaining(namespace)) {
            section.problem("version", "version 1 of the protocol does not know this");
        }
        if (!section.has("jid")) {
            delegations.problem(namespace, "no jid given", "Write jid = \"…\" with the address of a component.");
            return Optional.empty();
        }
        return manager(section, "jid")
                .map(manager -> new Delegation(namespace, manager, filtering, timeout, fallback, version));
    }

    private List<String> filtering(Settings section) {
        List<String> attributes = section.strings("filtering");
        if (attributes.isEmpty()) {
            section.problem("filtering", "no attribute is given", "Leave filtering out to delegate every request.");
        }
        for (String attribute : attributes) {
            if (!ATTRIBUTE.matcher(attribute).matches()) {
                section.problem("filtering", "\"" + attribute + "\" is not the name of an attribute");
            }
        }
        if (DelegationXml.isRemaining(namespace)) {
            section.problem("filtering", "what the server knows nothing of cannot be filtered");
        }
        return attributes;
    }

    private Optional<Jid> manager(Settings settings, String key) {
        Optional<String> text = settings.optionalString(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Jid manager = Jid.parse(text.get());
            return isComponent(manager, settings, key) ? Optional.of(manager) : Optional.empty();
        } catch (MalformedJidException e) {
            settings.problem(key, "\"" + text.get() + "\" is not an address: " + e.getMessage());
            return Optional.empty();
        }
    }

    private boolean isComponent(Jid manager, Settings settings, String key) {
        if (!manager.resource().isEmpty()) {
            settings.problem(key, "a managing entity has no resource", "Write \"" + manager.bare() + "\".");
            return false;
        }
        switch (addresses.standing(manager)) {
            case COMPONENT -> {
                return true;
            }
            case HOST -> settings.problem(key, "a virtual host cannot be a managing entity");
            case UNKNOWN_DOMAIN ->
                settings.problem(
                        key,
                        "\"" + manager + "\" is not a configured component",
                        "Add components { \"" + manager + "\" { secret = \"…\" } } at the top level.");
            case ACCOUNT -> settings.problem(key, "namespaces are delegated to components, not to accounts");
            case USER_OF_COMPONENT ->
                settings.problem(
                        key,
                        "namespaces are delegated to a component, not to one of its users",
                        "Write \"" + manager.domain() + "\".");
            case REMOTE -> settings.problem(key, "namespaces cannot be delegated to a remote entity");
        }
        return false;
    }
}
