package im.regent.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is remembered of addresses, and for how long. */
class ConnectionGateTest {
    private static final long SECOND = 1_000_000_000;

    private long nanos;
    private final ConnectionGate gate =
            new ConnectionGate(new ConnectionLimits(10, 40, 20, 5_000, 1_000, List.of("10.0.0.0/8")), () -> nanos);

    private static EmbeddedChannel from(String address) {
        return new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(address, 1);
            }
        };
    }

    private static InetAddress address(int number) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {100, (byte) (number >> 16), (byte) (number >> 8), (byte) number});
    }

    @Test
    void manyAddressesAreForgottenWhenTheirBucketsAreFullAgain() throws UnknownHostException {
        EmbeddedChannel stays = from("192.0.2.1");
        assertThat(gate.admit(stays)).isPresent();
        for (int i = 0; i < 20_000; i++) {
            gate.admit(address(i)).orElseThrow().leave();
        }
        assertThat(gate.known()).isEqualTo(20_000 + 2);
        nanos += 7 * SECOND;
        for (int i = 0; i < 30; i++) {
            // A cache forgets only so many at a time.
            gate.known();
        }
        assertThat(gate.known()).isEqualTo(1);
        stays.close();
        assertThat(gate.known()).isZero();
    }

    @Test
    void howManyAreRememberedHasABound() throws UnknownHostException {
        for (int i = 0; i < 150_000; i++) {
            gate.admit(address(i)).orElseThrow().leave();
        }
        assertThat(gate.known()).isLessThanOrEqualTo(100_000);
    }

    @Test
    void placeIsGivenBackOnce() {
        EmbeddedChannel channel = from("192.0.2.1");
        Place place = gate.admit(channel).orElseThrow();
        place.authenticated();
        place.authenticated();
        channel.close();
        place.leave();
        place.authenticated();
        for (int i = 0; i < 20; i++) {
            assertThat(gate.admit(from("192.0.2.1"))).isPresent();
        }
        assertThat(gate.admit(from("192.0.2.1"))).isEmpty();
    }

    @Test
    void exemptAddressesHaveNoNameAndAreNotRemembered() {
        EmbeddedChannel channel = from("10.1.2.3");
        assertThat(gate.admit(channel).orElseThrow().network()).isEmpty();
        assertThat(gate.admit(from("192.0.2.1")).orElseThrow().network()).contains("192.0.2.1");
        assertThat(gate.admit(from("2001:db8:1:2:3:4:5:6")).orElseThrow().network())
                .contains("2001:db8:1:2:0:0:0:0/64");
        assertThat(gate.known()).isEqualTo(4);
    }
}
