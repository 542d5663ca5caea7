package im.regent.c2s.sasl;

import im.regent.core.config.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Settings of SASL for clients, HOCON path {@code c2s.sasl}.
 *
 * @param mechanisms what may be used; never a {@code -PLUS} form, which comes with the form without
 * @param iterations for new keys, and what is said of accounts that do not exist
 * @param downgradeProtection whether SCRAM carries the hash of XEP-0474
 * @param plainCacheFor how long a password that was right is not derived again
 * @param plainCacheSize for how many accounts
 * @param derivationQueue how many derivations may wait before logins are turned away
 */
public record SaslSettings(
        Set<Mechanism> mechanisms,
        int iterations,
        boolean downgradeProtection,
        Duration plainCacheFor,
        int plainCacheSize,
        int derivationQueue) {
    public SaslSettings {
        mechanisms = Set.copyOf(mechanisms);
    }

    /** Whether everything that is allowed is stronger: RFC 6120 §6.5.9, "weaker than server policy permits". */
    boolean isTooWeak(Mechanism mechanism) {
        return mechanisms.stream().allMatch(allowed -> allowed.compareTo(mechanism.asConfigured()) < 0);
    }

    /** Reads the section. */
    public static SaslSettings read(Settings section) {
        return new SaslSettings(
                mechanisms(section, "mechanisms"),
                section.integer("iterations", ScramCredentials.MIN_ITERATIONS, 10_000_000),
                section.flag("downgrade-protection"),
                section.duration("plain-cache-for", Duration.ZERO, Duration.ofHours(1)),
                section.integer("plain-cache-size", 1, 1_000_000),
                section.integer("derivation-queue", 1, 10_000));
    }

    private static Set<Mechanism> mechanisms(Settings section, String key) {
        Set<Mechanism> chosen = EnumSet.noneOf(Mechanism.class);
        for (String name : section.strings(key)) {
            Mechanism.named(name)
                    .filter(Mechanism::isConfigurable)
                    .ifPresentOrElse(chosen::add, () -> section.problem(key, advice(name)));
        }
        if (chosen.isEmpty()) {
            section.problem(key, "nobody could log in without a mechanism; known are " + known());
        }
        return chosen;
    }

    private static String advice(String name) {
        if (name.equals(Mechanism.EXTERNAL.wireName())) {
            return "EXTERNAL needs no entry: it is offered to clients with a certificate that is trusted, see tls.client-certificates";
        }
        return name.endsWith("-PLUS")
                ? name + " needs no entry: it is offered with the form without -PLUS where the connection allows it"
                : "\"" + name + "\" is not a mechanism; known are " + known();
    }

    private static String known() {
        return Arrays.stream(Mechanism.values())
                .filter(Mechanism::isConfigurable)
                .map(Mechanism::wireName)
                .collect(Collectors.joining(", "));
    }
}
