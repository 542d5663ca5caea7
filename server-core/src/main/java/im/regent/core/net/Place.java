package im.regent.core.net;

import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import java.util.Optional;

/** What a connection holds while it is open. Belongs to the connection's loop. */
final class Place {
    private final ConnectionGate gate;
    private final String network;
    private final boolean isCrowded;
    private boolean isStranger = true;
    private boolean isGone;

    /**
     * A stranger's place.
     *
     * @param network the address or network that it is counted under; empty if it is exempt
     * @param isCrowded whether there are enough connections from there
     */
    Place(ConnectionGate gate, String network, boolean isCrowded) {
        this.gate = gate;
        this.network = network;
        this.isCrowded = isCrowded;
    }

    /** What the peer counts as; empty if it is exempt. */
    Optional<String> network() {
        return network.isEmpty() ? Optional.empty() : Optional.of(network);
    }

    /** What the peer is told instead of being served. */
    Optional<StreamError> refusal() {
        // RFC 6120 §4.9.3.3: "the server allows only a certain number of connections from the same IP address".
        return isCrowded
                ? Optional.of(StreamError.of(StreamCondition.CONFLICT, "too many connections from this address"))
                : Optional.empty();
    }

    /** The peer has proved who it is. */
    void authenticated() {
        if (isStranger && !isGone) {
            isStranger = false;
            gate.known(network);
        }
    }

    /** The connection is closed. */
    void leave() {
        if (!isGone) {
            isGone = true;
            gate.leave(network, isStranger);
        }
    }
}
