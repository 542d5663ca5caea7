package im.regent.im.presence;

import im.regent.core.stanza.Condition;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Presence;
import im.regent.core.stanza.StanzaError;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What available presence may say (RFC 6121 §4.7.2). */
final class PresenceRules {
    private static final Set<String> SHOWS = Set.of("away", "chat", "dnd", "xa");

    private PresenceRules() {}

    /** What is wrong with it. */
    static Optional<StanzaError> problem(Presence presence) {
        List<Element> shows = presence.xml().children(XmlWriter.CLIENT, "show");
        boolean isShowValid = shows.isEmpty()
                || shows.size() == 1 && SHOWS.contains(shows.get(0).text().strip());
        if (!isShowValid) {
            return Optional.of(
                    StanzaError.of(Condition.BAD_REQUEST, "<show/> is away, chat, dnd or xa, and given once"));
        }
        try {
            presence.priority();
            return Optional.empty();
        } catch (MalformedStanzaException e) {
            return Optional.of(e.error());
        }
    }

    /** The priority of a presence that has no problem. */
    static int priority(Presence presence) {
        try {
            return presence.priority();
        } catch (MalformedStanzaException e) {
            throw new IllegalStateException("the presence was checked before", e);
        }
    }
}
