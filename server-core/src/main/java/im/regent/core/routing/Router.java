package im.regent.core.routing;

import im.regent.core.hook.Registration;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Stanza;
import java.util.concurrent.CompletionStage;

/**
 * Moves stanzas from their origin to where they belong (RFC 6120 §10). To be called on the origin's loop; the stages never
 * fail, and tell when the origin's next stanza may follow.
 */
public interface Router {
    /** Takes what an entity sent: runs the outbound hooks if the origin is a local account, then routes. */
    CompletionStage<Void> submit(Stanza stanza, Origin origin);

    /** Routes what the server made for the origin: with the hooks of what is sent on behalf of a local account, if it is one. */
    CompletionStage<Void> route(Stanza stanza, Origin origin);

    /**
     * Gives a domain its route.
     *
     * @throws IllegalStateException when the domain has one
     */
    Registration bind(String domain, Route route);

    /** Whether stanzas to this domain stay on this server. */
    boolean isLocal(String domain);

    /** Whether this domain is a virtual host, so that its accounts are ours. */
    boolean isVirtualHost(String domain);
}
