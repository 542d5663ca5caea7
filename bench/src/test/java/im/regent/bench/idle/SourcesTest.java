package im.regent.bench.idle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class SourcesTest {
    @Test
    void connectionsToLoopbackComeFromManyAddresses() throws UnknownHostException {
        Sources sources = new Sources(InetAddress.getByName("127.0.0.1"));
        assertThat(sources.of(19_999).getAddress().isAnyLocalAddress()).isTrue();
        assertThat(sources.of(20_000).getAddress()).isEqualTo(InetAddress.getByName("127.0.0.2"));
        assertThat(sources.of(20_000 * 300).getAddress()).isEqualTo(InetAddress.getByName("127.0.1.45"));
    }

    @Test
    void elsewhereTheKernelChooses() throws UnknownHostException {
        Sources sources = new Sources(InetAddress.getByName("192.0.2.1"));
        assertThat(sources.of(100_000).getAddress().isAnyLocalAddress()).isTrue();
    }
}
