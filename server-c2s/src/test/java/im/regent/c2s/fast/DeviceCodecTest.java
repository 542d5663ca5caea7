package im.regent.c2s.fast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import im.regent.c2s.sasl2.UserAgent;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Devices as storage has them, and which of their tokens are good. */
@Spec(xep = 484, version = "0.2.0")
class DeviceCodecTest {
    private static final Instant NOW = Instant.parse("2026-11-26T05:00:00Z");
    private static final UserAgent AGENT = new UserAgent("d4565fa7-4d72-4749-b3d3-740edbf87770", "Verona", "A <phone>");

    private final DeviceCodec codec = new DeviceCodec();

    private static Token token(String salt, long daysLeft) {
        Instant expiry = NOW.plusSeconds(daysLeft * 86_400);
        return new Token(salt, "HT-SHA-256-NONE", NOW, expiry, Token.NO_COUNT, false, Set.of("a", "b"));
    }

    @Test
    void whatIsWrittenCanBeRead() {
        Device device = Device.of(AGENT, NOW).with(token("s1", 10), AGENT);
        Device used = device.used(device.tokens().get(0), 7, NOW.plusSeconds(1)).with(token("s2", 20), AGENT);
        assertThat(codec.decode(codec.encode(used))).isEqualTo(used);
        assertThat(used.tokens()).hasSize(2);
    }

    @Test
    void whatIsNotADeviceIsRefused() {
        for (Element wrong : List.of(
                Element.of("urn:example:horse", "device"),
                Element.of("urn:regent:fast:0", "device"),
                codec.encode(Device.of(AGENT, NOW)).with("last-seen", "yesterday"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> codec.decode(wrong));
        }
    }

    @Test
    @Section("5.1")
    void thereAreTwoTokensAtMost() {
        Device device = Device.of(AGENT, NOW);
        for (int i = 0; i < 5; i++) {
            device = device.with(token("s" + i, 10 + i), AGENT);
            assertThat(device.tokens()).hasSize(1);
        }
        device = device.used(device.tokens().get(0), Token.NO_COUNT, NOW);
        for (int i = 5; i < 10; i++) {
            device = device.with(token("s" + i, 10 + i), AGENT);
            assertThat(device.tokens()).extracting(Token::salt).containsExactly("s4", "s" + i);
        }
        device = device.used(device.tokens().get(1), Token.NO_COUNT, NOW);
        assertThat(device.tokens()).extracting(Token::salt).containsExactly("s9");
    }

    @Test
    @Section("3.4")
    void countsOnlyGrow() {
        Token token = token("s", 1);
        assertThat(token.takes(0)).isTrue();
        assertThat(token.used(3).takes(3)).isFalse();
        assertThat(token.used(3).takes(4)).isTrue();
        assertThat(token.used(3).used(Token.NO_COUNT).count()).isEqualTo(3);
        assertThat(token.used(3).takes(Token.NO_COUNT)).isTrue();
    }
}
