package im.regent.bench.idle;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * From which local address a connection comes. One address has some 28,000 ports for connections to one place; to a
 * server on IPv4 loopback, connections therefore come from 127.0.0.1, 127.0.0.2… in turn.
 */
final class Sources {
    private static final int PER_ADDRESS = 20_000;

    private final boolean isLoopback;

    Sources(InetAddress server) {
        this.isLoopback = server.isLoopbackAddress() && server.getAddress().length == 4;
    }

    /** The source of connection number {@code index}; the port is for the kernel to choose. */
    InetSocketAddress of(int index) {
        int number = index / PER_ADDRESS;
        if (!isLoopback || number == 0) {
            return new InetSocketAddress(0);
        }
        byte[] address = {127, 0, (byte) (number + 1 >> 8), (byte) (number + 1)};
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), 0);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an IPv4 address", e);
        }
    }
}
