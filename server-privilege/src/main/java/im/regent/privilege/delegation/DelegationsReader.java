package im.regent.privilege.delegation;

import im.regent.core.config.NameKind;
import im.regent.core.config.Settings;
import im.regent.core.jid.Jid;
import im.regent.privilege.KnownAddresses;
import im.regent.privilege.PlaintextListener;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code virtual-hosts.*.delegations} of the whole configuration. */
final class DelegationsReader {
    private static final String PUBSUB = "http://jabber.org/protocol/pubsub";
    private static final String PUBSUB_OWNER = PUBSUB + "#owner";

    private DelegationsReader() {}

    static Delegations read(Settings root) {
        KnownAddresses addresses = KnownAddresses.of(root);
        Map<String, Map<String, Delegation>> byHost = new LinkedHashMap<>();
        root.sections("virtual-hosts", NameKind.HOST)
                .forEach((host, section) -> byHost.put(Jid.valueOf(host).domain(), host(section, addresses)));
        PlaintextListener.check(
                root,
                byHost.values().stream()
                        .flatMap(delegations -> delegations.values().stream())
                        .map(Delegation::manager),
                "answers for the server could be answered");
        return new Delegations(byHost);
    }

    private static Map<String, Delegation> host(Settings host, KnownAddresses addresses) {
        Settings section = host.section("delegations");
        Map<String, Delegation> delegations = new LinkedHashMap<>();
        for (String namespace : section.names(NameKind.NAMESPACE)) {
            new DelegationReader(section, namespace, addresses)
                    .read()
                    .ifPresent(delegation -> delegations.put(namespace, delegation));
        }
        warn(host, section, delegations);
        return delegations;
    }

    /** Says what is allowed, and leaves a service for personal eventing incomplete. */
    private static void warn(Settings host, Settings section, Map<String, Delegation> delegations) {
        Delegation pubsub = delegations.get(PUBSUB);
        if (pubsub == null) {
            return;
        }
        if (!delegations.containsKey(PUBSUB_OWNER)) {
            section.warning(PUBSUB, "without \"" + PUBSUB_OWNER + "\" nobody can configure or delete nodes");
        }
        if (!delegations.containsKey(DelegationXml.REMAINING_INFO)
                || !delegations.containsKey(DelegationXml.REMAINING_ITEMS)) {
            section.warning(
                    PUBSUB,
                    "without \"" + DelegationXml.REMAINING_INFO + "\" and \"" + DelegationXml.REMAINING_ITEMS
                            + "\" clients cannot discover nodes");
        }
        if (!maySend(host, pubsub.manager())) {
            section.warning(
                    PUBSUB, pubsub.manager() + " has no privilege \"message\", so that nobody is notified of items");
        }
    }

    private static boolean maySend(Settings host, Jid entity) {
        Settings entities = host.section("privileged-entities");
        return entities.keys().stream()
                .filter(key -> key.equalsIgnoreCase(entity.toString()))
                .anyMatch(key ->
                        entities.isSection(key) && entities.section(key).keys().contains("message"));
    }
}
