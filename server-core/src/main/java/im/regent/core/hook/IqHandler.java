package im.regent.core.hook;

import im.regent.core.session.Origin;
import im.regent.core.stanza.Iq;

/** Answers one kind of request. Runs on the origin's loop and never blocks. */
@FunctionalInterface
public interface IqHandler {
    /**
     * Answers the request: {@code Reply}, {@code Reject}, {@code Later} with one of these, or {@code Handled} if the answer
     * is given through the origin when another entity has answered. A throw becomes {@code internal-server-error}.
     */
    Verdict on(Iq request, Origin origin);
}
