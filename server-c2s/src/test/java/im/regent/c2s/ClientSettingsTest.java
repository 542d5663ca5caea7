package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.core.stream.ListenerSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The defaults of client streams, and what is refused. */
class ClientSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "c2s.header-timeout = 0s, header-timeout",
        "c2s.header-timeout = 6m, header-timeout",
        "c2s.login-timeout = 100ms, login-timeout",
        "c2s.max-login-retries = 1, max-login-retries",
        "c2s.max-login-retries = 6, max-login-retries",
        "c2s.max-bind-retries = 4, max-bind-retries",
        "c2s.max-bind-retries = 11, max-bind-retries",
        "c2s.max-stanza-size = 9999 B, max-stanza-size",
        "c2s.max-pending = 1KiB, max-pending",
        "c2s.max-resources = 0, max-resources",
        "c2s.resource-conflict = kick, resource-conflict",
        "c2s.require-tls = maybe, require-tls",
        "listen.c2s.port = 65536, port",
        "listen.c2s-tls.port = -1, port",
        "c2s.liveness.idle = 59s, idle",
        "c2s.liveness.idle = 61500ms, whole seconds",
        "c2s.liveness.idle = 2d, idle",
        "c2s.liveness.answer-within = 0s, answer-within",
        "c2s.liveness.answer-within = 61s, answer-within",
        "c2s.require_tls = true, require-tls"
    })
    void valuesOutOfBoundsAreRefusedByName(String config, String key) {
        assertThatThrownBy(() -> new ClientWorld(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key);
    }

    @Test
    void bothPortsListenByDefaultAndTlsIsRequired() {
        try (ClientWorld world = ClientWorld.start()) {
            assertThat(world.listeners()).extracting(ListenerSpec::name).containsExactly("c2s", "c2s-tls");
            assertThat(world.listeners()).extracting(ListenerSpec::port).containsExactly(5222, 5223);
            assertThat(world.listeners()).extracting(ListenerSpec::isDirectTls).containsExactly(false, true);
        }
    }

    @Test
    void portsCanBeSwitchedOff() {
        try (ClientWorld world = new ClientWorld("listen.c2s.enabled = false")) {
            assertThat(world.listeners()).extracting(ListenerSpec::name).containsExactly("c2s-tls");
        }
    }

    @Test
    void theSecretOfTheInstallationIsKept() {
        try (ClientWorld world = ClientWorld.start()) {
            String first = salt(world);
            assertThat(salt(world)).isEqualTo(first);
        }
    }

    /** The salt that an unknown user is shown. */
    private static String salt(ClientWorld world) {
        WiredClient client = Script.secured(world);
        client.sends(Script.auth("SCRAM-SHA-256", Script.base64("n,,n=nobody,r=abcdefgh")));
        String challenge = new String(
                java.util.Base64.getDecoder().decode(client.elements.getLast().text()),
                java.nio.charset.StandardCharsets.UTF_8);
        return challenge.replaceAll("r=[^,]*,", "");
    }
}
