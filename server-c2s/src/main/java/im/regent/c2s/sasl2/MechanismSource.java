package im.regent.c2s.sasl2;

import im.regent.c2s.sasl.SaslExchange;
import java.util.Optional;

/** Mechanisms for requests of a special kind; on the stream's loop. */
@FunctionalInterface
public interface MechanismSource {
    /** The exchange for the request; empty if the request is not of that kind. */
    Optional<SaslExchange> begin(LoginRequest request);
}
