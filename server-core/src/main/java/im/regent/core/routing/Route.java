package im.regent.core.routing;

import im.regent.core.session.Origin;
import im.regent.core.stanza.Stanza;
import java.util.concurrent.CompletionStage;

/** Where the stanzas to one domain go: a virtual host, a component, a remote server. Safe for every thread. */
@FunctionalInterface
public interface Route {
    /**
     * Takes a stanza with both addresses. What goes wrong is told to the origin; the stage never fails.
     *
     * @return when the origin's next stanza may follow
     */
    CompletionStage<Void> deliver(Stanza stanza, Origin origin);
}
