package im.regent.core.routing;

import im.regent.core.session.Session;
import im.regent.core.xml.Element;
import java.util.concurrent.CompletionStage;

/**
 * What a client is told of its account together with its address (XEP-0386): as it is now that the session is bound, so that nothing
 * falls between what is told and what is sent to the session. A feature contributes it.
 */
@FunctionalInterface
public interface BindReport {
    /** Reads it; called on the session's loop. The client is not told of it if that fails because of storage. */
    CompletionStage<Element> of(Session session);
}
