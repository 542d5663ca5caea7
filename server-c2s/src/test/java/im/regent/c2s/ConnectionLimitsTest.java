package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many connections a server accepts, of one address and in all. */
@Spec(rfc = 6120)
class ConnectionLimitsTest {
    private static final String ONE = "192.0.2.1";
    private static final String OTHER = "192.0.2.2";
    private static final String RATE_OFF = "new-per-second = 1000000, new-burst = 1000000\n";

    private static void assertRefused(PluggedClient client) {
        assertThat(client.isOpen()).isFalse();
        assertThat(client.received()).isEmpty();
    }

    private static void assertServed(PluggedClient client) {
        assertThat(client.sends(Script.header()).received()).contains("<stream:features>");
    }

    @Test
    @Section(value = "13.12", rules = "R145")
    void strangersOfOneAddressAreLimitedAndOthersAreNot() {
        try (PluggedWorld world = new PluggedWorld(RATE_OFF + "unauthenticated-per-address = 3", "")) {
            List<PluggedClient> few = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                few.add(world.connect(ONE));
            }
            assertRefused(world.connect(ONE));
            assertRefused(world.connect(ONE));
            few.forEach(ConnectionLimitsTest::assertServed);
            assertServed(world.connect(OTHER));
            few.get(0).breaks();
            assertServed(world.connect(ONE));
            assertRefused(world.connect(ONE));
        }
    }

    @Test
    @Section(value = "13.12", rules = "R145")
    void whoHasLoggedInIsNoStrangerAndLeavesNothingBehind() {
        try (PluggedWorld world = new PluggedWorld(RATE_OFF + "unauthenticated-per-address = 1", "")) {
            for (int i = 0; i < 3; i++) {
                world.connect(ONE).binds("juliet", "balcony" + i);
            }
            PluggedClient stranger = world.connect(ONE);
            assertRefused(world.connect(ONE));
            stranger.breaks();
            world.connect(ONE).binds("romeo", "orchard").breaks();
            assertServed(world.connect(ONE));
            assertRefused(world.connect(ONE));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:0:1::1, 2001:db8:0:1:ffff::2, false",
        "2001:db8:0:1::1, 2001:db8:0:2::1, true",
        "192.0.2.1, ::ffff:192.0.2.1, false",
        "192.0.2.1, 192.0.2.2, true",
        "::1, ::2, false"
    })
    @Section(value = "13.12", rules = "R145")
    void addressesOfIpv6CountByTheirNetwork(String first, String second, boolean isOther) {
        String limits = RATE_OFF + "unauthenticated-per-address = 1, exempt-networks = []";
        try (PluggedWorld world = new PluggedWorld(limits, "")) {
            assertServed(world.connect(first));
            assertThat(world.connect(second).isOpen()).isEqualTo(isOther);
        }
    }

    @Test
    @Section(value = "13.12", rules = "R145")
    void strangersInAllAreLimitedAndNobodyWhoIsLoggedInSuffers() {
        try (PluggedWorld world = new PluggedWorld(RATE_OFF + "unauthenticated = 50", "")) {
            PluggedClient juliet = world.connect(ONE).binds("juliet", "balcony");
            List<PluggedClient> flood = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                flood.add(world.connect("198.51.100." + i));
            }
            assertThat(flood.stream().filter(PluggedClient::isOpen)).hasSize(50);
            assertRefused(world.connect(OTHER));
            assertThat(juliet.sends(PaceTest.request(1)).received()).contains("type='result'");
            flood.get(0).breaks();
            assertServed(world.connect(OTHER));
        }
    }

    @Test
    @Section(
            value = "4.9.3.3",
            rules = {"R31", "R145"})
    void crowdAtOneAddressIsToldInAnswerToTheHeader() {
        try (PluggedWorld world = new PluggedWorld(RATE_OFF + "per-address = 2", "")) {
            world.connect(ONE).binds("juliet", "balcony");
            PluggedClient second = world.connect(ONE).binds("juliet", "chamber");
            String told = world.connect(ONE).sends(Script.header()).received();
            assertThat(told)
                    .startsWith("<?xml version='1.0'?><stream:stream ")
                    .contains(" from='capulet.lit'", "<stream:error><conflict ")
                    .doesNotContain("features")
                    .endsWith("</stream:stream>");
            assertServed(world.connect(OTHER));
            second.breaks();
            assertServed(world.connect(ONE));
        }
    }

    @Test
    @Section(value = "13.12", rules = "R146")
    void newConnectionsOfOneAddressAreLimitedPerTime() {
        String limits = "new-per-second = 10, new-burst = 40, unauthenticated-per-address = 1000";
        try (PluggedWorld world = new PluggedWorld(limits, "")) {
            for (int i = 0; i < 40; i++) {
                // Those that are gone again count too.
                PluggedClient client = world.connect(ONE);
                assertThat(client.isOpen()).isTrue();
                client.breaks();
            }
            assertRefused(world.connect(ONE));
            assertServed(world.connect(OTHER));
            world.passes(Duration.ofMillis(99));
            assertRefused(world.connect(ONE));
            world.passes(Duration.ofMillis(1));
            assertServed(world.connect(ONE));
            assertRefused(world.connect(ONE));
            world.passes(Duration.ofMinutes(1));
            for (int i = 0; i < 40; i++) {
                assertThat(world.connect(ONE).isOpen()).isTrue();
            }
            assertRefused(world.connect(ONE));
        }
    }

    @Test
    @Section(
            value = "13.12",
            rules = {"R145", "R146"})
    void defaultsAreThoseThatTheReferenceNames() {
        try (PluggedWorld world = new PluggedWorld("", "")) {
            for (int i = 0; i < 20; i++) {
                assertThat(world.connect(ONE).isOpen()).isTrue();
            }
            assertRefused(world.connect(ONE));
            for (int i = 0; i < 100; i++) {
                // A proxy on this machine brings everybody.
                assertThat(world.connect("127.0.0.1").isOpen()).isTrue();
            }
        }
    }

    @Test
    void exemptNetworksCountInAllTheSame() {
        String limits = "exempt-networks = [\"192.0.2.0/24\", \"2001:db8::/32\"], unauthenticated = 50";
        try (PluggedWorld world = new PluggedWorld(limits, "")) {
            for (int i = 0; i < 25; i++) {
                assertThat(world.connect(ONE).isOpen()).isTrue();
                assertThat(world.connect("2001:db8::1").isOpen()).isTrue();
            }
            assertRefused(world.connect(ONE));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost/8", "192.0.2.1", "192.0.2.0/33", "2001:db8::/129", "192.0.2.0/", "/8", "192.0.2/24/8"
            })
    void networksThatAreNoneAreRefused(String network) {
        assertThatThrownBy(() -> PluggedWorld.limits("exempt-networks = [\"" + network + "\"]"))
                .hasMessageContaining("exempt-networks")
                .hasMessageContaining("is not a network");
    }

    @Test
    @Section(
            value = "4.9.3.17",
            rules = {"R45", "R145"})
    void fullServerSaysSoAndKeepsWhoIsThere() {
        try (PluggedWorld world = new PluggedWorld("", "c2s.max-sessions = 1")) {
            // Both begin while there is room; one of them comes second.
            PluggedClient juliet = world.connect(ONE);
            PluggedClient romeo = world.connect(OTHER);
            assertServed(romeo);
            juliet.binds("juliet", "balcony");
            String told = world.connect(OTHER).sends(Script.header()).received();
            assertThat(told)
                    .contains(" from='capulet.lit'", "<stream:error><resource-constraint ")
                    .doesNotContain("features");
            assertThat(juliet.sends(PaceTest.request(1)).received()).contains("type='result'");
            juliet.breaks();
            assertServed(world.connect(OTHER));
        }
    }

    @Test
    @Section(value = "4.9.3.17", rules = "R45")
    void lastPlaceIsGivenOnceAndNobodyIsToldOfASuccessThatIsNone() {
        try (ClientWorld world = new ClientWorld("c2s.max-sessions = 1")) {
            WiredClient late = Script.secured(world);
            WiredClient early = Script.authenticated(world);
            assertThatThrownBy(() -> Script.logIn(late, "romeo")).isInstanceOf(AssertionError.class);
            assertThat(late.order).containsExactly("challenge", "error", "</stream>", "-");
            assertThat(Script.condition(late.elements.getLast())).isEqualTo("resource-constraint");
            assertThat(early.isOver()).isFalse();
            early.breaks();
            Script.bound(world, "balcony");
        }
    }
}
