package im.regent.bench.stream;

import java.net.InetSocketAddress;

/**
 * The server to be measured.
 *
 * @param domain the virtual host: {@code to} of the stream header
 * @param encryption how the stream is protected
 * @param mechanism the only SASL mechanism to use, or empty for the cheapest that is offered
 */
public record Target(InetSocketAddress address, String domain, Encryption encryption, String mechanism) {
    /** How a stream is protected. */
    public enum Encryption {
        /** Not at all. */
        NONE,
        /** Upgraded as RFC 6120 §5 says. */
        STARTTLS,
        /** From the first byte, as XEP-0368 says. */
        DIRECT
    }
}
