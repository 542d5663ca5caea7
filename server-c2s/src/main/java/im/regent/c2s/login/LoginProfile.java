package im.regent.c2s.login;

import im.regent.c2s.sasl.Outcome;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamException;
import java.util.concurrent.CompletionStage;

/** How a client is told what becomes of its login; keeps no state of a stream. Called on the stream's loop. */
public interface LoginProfile {
    /** The exchange goes on. */
    void challenge(Outcome.Challenge challenge, NegotiatedStream stream);

    /**
     * The client has proved who it is. What the profile makes of that ends in {@link Logins#authenticated}, or in
     * {@link Logins#fail}.
     */
    CompletionStage<Void> success(Outcome.Success success, NegotiatedStream stream) throws StreamException;

    /** The login has failed. */
    void failure(Outcome.Failure failure, NegotiatedStream stream);
}
