package im.regent.core.routing;

import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import java.util.Optional;
import java.util.Set;

/**
 * Something that a client can have enabled together with the binding of its resource, before anything reaches the session (XEP-0386).
 * A feature contributes it; who binds resources that way announces it and calls it. Keeps no state of one client.
 */
public interface BindOption {
    /** Under which name it is announced: its feature in service discovery, or its namespace. */
    String feature();

    /** The elements by which a client asks for it. */
    Set<Name> requests();

    /**
     * Enables it, on the session's loop: the session is bound, and nothing has been sent to it. The client is told afterwards,
     * so nothing may be sent here, and nothing waited for.
     *
     * @return what the client is told beside its address, if anything
     */
    Optional<Element> enable(Element request, ClientSession session);
}
