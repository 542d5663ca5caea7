package im.regent.component;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.stream.PortUnavailableException;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamRate;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import org.junit.jupiter.api.Test;

/** Limits of connections and rates, on components' streams. */
@Spec(rfc = 6120)
class ComponentLimitsTest {
    private static House house() throws PortUnavailableException {
        return new House("""
                component.rate { bytes-per-second = 1000, burst-bytes = 2000 }
                components { "gateway.capulet.lit" { secret = "a long and secret word" } }
                """);
    }

    @Test
    @Section(value = "4.9.3.3", rules = "R31")
    void crowdedAddressIsToldAfterTheHeader() throws PortUnavailableException {
        FakeTransport gateway = house().connection();
        gateway.isCrowded = true;
        gateway.opens(House.NAMESPACE, "gateway.capulet.lit");
        assertThat(gateway.headers).hasSize(1);
        assertThat(gateway.error()).map(StreamError::condition).contains(StreamCondition.CONFLICT);
    }

    @Test
    void componentIsAStrangerUntilItsHandshake() throws PortUnavailableException {
        House house = house();
        FakeTransport stranger = house.connection();
        stranger.opens(House.NAMESPACE, "gateway.capulet.lit");
        assertThat(stranger.isKnown).isFalse();
        assertThat(house.component("gateway.capulet.lit").isKnown).isTrue();
        assertThat(stranger.rates).containsExactly(new StreamRate(1000, 2000, 0, 0));
    }
}
