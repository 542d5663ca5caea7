package im.regent.c2s;

import im.regent.c2s.binding.ResourceConflict;
import im.regent.c2s.liveness.LivenessSettings;
import im.regent.c2s.login.FailedLoginSettings;
import im.regent.c2s.sasl.SaslSettings;
import im.regent.core.config.Settings;
import im.regent.core.stream.StreamLimits;
import im.regent.core.stream.StreamRate;
import java.time.Duration;
import java.util.List;

/**
 * Settings of clients' streams, HOCON paths {@code listen.c2s}, {@code listen.c2s-tls} and {@code c2s}.
 *
 * @param listeners the plain listener, which offers STARTTLS, and the one for direct TLS (XEP-0368), as far as enabled
 * @param isTlsRequired whether nothing but STARTTLS is offered without TLS
 * @param headerTimeout from connecting to the first stream header
 * @param loginTimeout from the first stream header to a bound resource
 * @param maxLoginRetries failed logins on one stream that may be tried again
 * @param maxBindRetries failed bindings on one stream that may be tried again
 * @param maxStanzaBytes of one first-level element after login
 * @param maxPendingBytes what may wait for a client that does not read
 * @param maxResources bound at the same time by one account
 * @param maxSessions logged in at the same time, of all accounts
 * @param rate how much one client may send
 */
record ClientSettings(
        List<Port> listeners,
        boolean isTlsRequired,
        Duration headerTimeout,
        Duration loginTimeout,
        int maxLoginRetries,
        int maxBindRetries,
        int maxStanzaBytes,
        int maxPendingBytes,
        int maxResources,
        ResourceConflict resourceConflict,
        int maxSessions,
        StreamRate rate,
        FailedLoginSettings failedLogins,
        SaslSettings sasl,
        LivenessSettings liveness,
        OtherHosts otherHosts) {
    /** One address to listen on. */
    record Port(String name, String address, int port, boolean isDirectTls) {}

    ClientSettings {
        listeners = List.copyOf(listeners);
    }

    static ClientSettings read(Settings root) {
        Settings listen = root.section("listen");
        Settings plain = listen.section("c2s");
        Settings direct = listen.section("c2s-tls");
        Settings c2s = root.section("c2s");
        return new ClientSettings(
                List.of(port("c2s", plain, false), port("c2s-tls", direct, true)).stream()
                        .filter(port -> listen.section(port.name()).flag("enabled"))
                        .toList(),
                c2s.flag("require-tls"),
                c2s.duration("header-timeout", Duration.ofSeconds(1), Duration.ofMinutes(5)),
                c2s.duration("login-timeout", Duration.ofSeconds(1), Duration.ofMinutes(5)),
                // RFC 6120 §6.4.5: "at least 2 and no more than 5".
                c2s.integer("max-login-retries", 2, 5),
                // RFC 6120 §7.7.3: "at least 5 and no more than 10".
                c2s.integer("max-bind-retries", 5, 10),
                // RFC 6120 §13.12: a limit on stanza size is never below 10000 bytes.
                c2s.bytes("max-stanza-size", 10_000, 64 << 20),
                c2s.bytes("max-pending", 64 << 10, 256 << 20),
                c2s.integer("max-resources", 1, 1_000),
                c2s.oneOf("resource-conflict", ResourceConflict.class),
                c2s.integer("max-sessions", 1, 10_000_000),
                rate(c2s.section("rate")),
                FailedLoginSettings.read(c2s.section("failed-logins")),
                SaslSettings.read(c2s.section("sasl")),
                LivenessSettings.read(c2s.section("liveness")),
                OtherHosts.read(root));
    }

    /** What a client may send; the stream enforces it, and XEP-0478 tells it. */
    StreamLimits limits(boolean isAuthenticated) {
        return isAuthenticated ? StreamLimits.authenticated(maxStanzaBytes) : StreamLimits.beforeAuthentication();
    }

    private static StreamRate rate(Settings section) {
        return new StreamRate(
                section.integer("bytes-per-second", 0, Integer.MAX_VALUE),
                section.integer("burst-bytes", 0, Integer.MAX_VALUE),
                section.integer("stanzas-per-second", 0, 1_000_000),
                section.integer("burst-stanzas", 0, 10_000_000));
    }

    private static Port port(String name, Settings section, boolean isDirectTls) {
        return new Port(name, section.string("address"), section.integer("port", 0, 65_535), isDirectTls);
    }
}
