package im.regent.bench.idle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class SourcesTest {
    private static InetAddress address(int a, int b, int c, int d) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d});
    }

    @Test
    void connectionsToLoopbackComeFromManyAddresses() throws UnknownHostException {
        Sources sources = new Sources(address(127, 0, 0, 1));
        assertThat(sources.of(19_999).getAddress().isAnyLocalAddress()).isTrue();
        assertThat(sources.of(20_000).getAddress()).isEqualTo(address(127, 0, 0, 2));
        assertThat(sources.of(20_000 * 300).getAddress()).isEqualTo(address(127, 0, 1, 45));
    }

    @Test
    void elsewhereTheKernelChooses() throws UnknownHostException {
        Sources sources = new Sources(address(192, 0, 2, 1));
        assertThat(sources.of(100_000).getAddress().isAnyLocalAddress()).isTrue();
    }
}
