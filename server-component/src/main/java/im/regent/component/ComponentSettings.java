package im.regent.component;

import im.regent.core.config.NameKind;
import im.regent.core.config.Secret;
import im.regent.core.config.Settings;
import im.regent.core.jid.Jid;
import im.regent.core.stream.StreamRate;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Settings of components, HOCON paths {@code listen.component}, {@code listen.component-tls}, {@code
 * component} and {@code components}.
 *
 * @param listeners that are switched on
 * @param secrets the shared secret of each component, by its domain
 * @param handshakeTimeout from connecting to an accepted handshake
 * @param maxStanzaBytes of one stanza
 * @param maxPendingBytes what may wait for a component that does not read
 * @param rate how much one component may send
 * @param onConflict what happens when a component that is connected connects again
 */
record ComponentSettings(
        List<Port> listeners,
        Map<String, Secret> secrets,
        Duration handshakeTimeout,
        int maxStanzaBytes,
        int maxPendingBytes,
        StreamRate rate,
        OnConflict onConflict) {
    /** One address to listen on. */
    record Port(String name, String address, int port, boolean isDirectTls) {}

    /** Who stays when a component connects twice. */
    enum OnConflict {
        /** The new stream is refused with {@code conflict}. */
        REFUSE,
        /** The old stream is closed with {@code conflict}. */
        REPLACE
    }

    private static final int SHORT_SECRET = 16;

    ComponentSettings {
        listeners = List.copyOf(listeners);
        secrets = Map.copyOf(secrets);
    }

    static ComponentSettings read(Settings root) {
        Settings listen = root.section("listen");
        Settings section = root.section("component");
        return new ComponentSettings(
                List.of(port("component", listen, false), port("component-tls", listen, true)).stream()
                        .filter(port -> listen.section(port.name()).flag("enabled"))
                        .toList(),
                secrets(root.section("components"), root.section("virtual-hosts")),
                section.duration("handshake-timeout", Duration.ofSeconds(1), Duration.ofMinutes(5)),
                section.bytes("max-stanza-size", 10_000, 64 << 20),
                section.bytes("max-pending", 64 << 10, 256 << 20),
                rate(section.section("rate")),
                section.oneOf("on-conflict", OnConflict.class));
    }

    private static Port port(String name, Settings listen, boolean isDirectTls) {
        Settings section = listen.section(name);
        return new Port(name, section.string("address"), section.integer("port", 0, 65_535), isDirectTls);
    }

    private static StreamRate rate(Settings section) {
        return new StreamRate(
                section.integer("bytes-per-second", 0, Integer.MAX_VALUE),
                section.integer("burst-bytes", 0, Integer.MAX_VALUE),
                section.integer("stanzas-per-second", 0, 1_000_000),
                section.integer("burst-stanzas", 0, 10_000_000));
    }

    private static Map<String, Secret> secrets(Settings components, Settings hosts) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        hosts.names(NameKind.HOST).forEach(name -> taken.add(prepared(name)));
        for (String name : components.names(NameKind.HOST)) {
            Settings component = components.section(name);
            if (taken.contains(prepared(name))) {
                components.problem(name, "a component cannot have the address of a virtual host");
            }
            component
                    .secret("secret")
                    .ifPresentOrElse(
                            secret -> secrets.put(prepared(name), checked(component, secret)),
                            () -> component.problem("secret", "a component needs a secret: secret = \"…\""));
        }
        return secrets;
    }

    /** However an administrator writes a domain, addresses have its prepared form. */
    private static String prepared(String name) {
        return Jid.valueOf(name).domain();
    }

    private static Secret checked(Settings component, Secret secret) {
        if (secret.reveal().length() < SHORT_SECRET) {
            component.warning("secret", "is shorter than " + SHORT_SECRET + " characters and can be guessed");
        }
        return secret;
    }
}
