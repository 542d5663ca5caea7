package im.regent.bench.stream;

import java.net.InetSocketAddress;

/**
 * A component of the server to be measured (XEP-0114).
 *
 * @param where on what address and port the server listens for components
 * @param address the component's own address
 */
public record Component(InetSocketAddress where, String address, String secret) {
    /** The secret stays out of logs and messages. */
    @Override
    public String toString() {
        return address;
    }
}
