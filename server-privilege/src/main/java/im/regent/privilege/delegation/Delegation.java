package im.regent.privilege.delegation;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One namespace of one virtual host, and who manages it (XEP-0355 §4.1).
 *
 * @param filtering attributes that a payload must have all of
 * @param timeout how long the managing entity has to answer
 * @param version the last part of the protocol's namespace
 */
record Delegation(
        String namespace, Jid manager, List<String> filtering, Duration timeout, Fallback fallback, int version) {
    Delegation {
        filtering = List.copyOf(filtering);
    }

    /** Whether it stands for what the server knows nothing of (§7.2.4, §7.2.5), and not for a namespace. */
    boolean isRemaining() {
        return DelegationXml.isRemaining(namespace);
    }

    /** Whether the managing entity is told the same of both. */
    boolean isSaidLike(Delegation other) {
        return namespace.equals(other.namespace)
                && version == other.version
                && Set.copyOf(filtering).equals(Set.copyOf(other.filtering));
    }

    /** "attributes which must be present in the initial <iq/> child element" */
    boolean covers(Element payload) {
        for (String attribute : filtering) {
            if (payload.attribute(attribute).isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
