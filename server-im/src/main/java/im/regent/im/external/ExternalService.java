package im.regent.im.external;

import java.util.Locale;

/**
 * A service outside of XMPP.
 *
 * @param host a domain or an IP address
 * @param name for people, or empty
 */
record ExternalService(String type, String host, int port, Transport transport, String name, Access access) {
    /** What carries the service's own protocol. */
    enum Transport {
        UDP,
        TCP;

        /** The attribute's value on the wire. */
        String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
