package im.regent.core.net;

import im.regent.core.config.Settings;
import java.util.List;

/**
 * How many connections are accepted (RFC 6120 §13.12, nos. 1 and 2), HOCON path {@code connections}. An address of IPv6 is its
 * network of 64 bits.
 *
 * @param newPerSecond new connections of one address per second, on average
 * @param newBurst how many of them may come at once
 * @param strangersPerAddress connections of one address on which nobody has logged in
 * @param strangers such connections in all
 * @param perAddress connections of one address, of whatever kind
 * @param exempt networks, as {@code 192.0.2.0/24}, that the limits per address are not for
 */
public record ConnectionLimits(
        int newPerSecond, int newBurst, int strangersPerAddress, int strangers, int perAddress, List<String> exempt) {
    private static final int MANY = 1_000_000;

    /** Copies the list. */
    public ConnectionLimits {
        exempt = List.copyOf(exempt);
    }

    /** No limits. */
    public static ConnectionLimits none() {
        int none = Integer.MAX_VALUE;
        return new ConnectionLimits(none, none, none, none, none, List.of());
    }

    /** Reads the section. */
    public static ConnectionLimits read(Settings section) {
        List<String> exempt = section.strings("exempt-networks");
        for (String network : exempt) {
            if (!ExemptNetworks.isNetwork(network)) {
                section.problem(
                        "exempt-networks",
                        "\"" + network + "\" is not a network of addresses",
                        "Write \"192.0.2.0/24\", \"2001:db8::/32\", or a single address as \"192.0.2.1/32\".");
            }
        }
        return new ConnectionLimits(
                section.integer("new-per-second", 1, MANY),
                section.integer("new-burst", 1, MANY),
                section.integer("unauthenticated-per-address", 1, MANY),
                section.integer("unauthenticated", 1, MANY),
                section.integer("per-address", 1, MANY),
                exempt.stream().filter(ExemptNetworks::isNetwork).toList());
    }
}
