package im.regent.im.api;

import im.regent.core.session.Origin;
import im.regent.core.stanza.Iq;

/** Which nodes of service discovery (XEP-0030) the server answers itself. Safe for every thread. */
@FunctionalInterface
public interface OwnNodes {
    /** Whether a request for information or items is about a node that the server knows. */
    boolean has(Iq request, Origin origin);
}
