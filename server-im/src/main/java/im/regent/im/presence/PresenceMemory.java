package im.regent.im.presence;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.session.Session;
import im.regent.core.session.SessionMemory;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Presence;
import im.regent.core.stanza.Stanza;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import im.regent.im.api.SessionPresence;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers what sessions have told whom. Contacts hear nothing of a session that comes back: they think of it what they thought
 * before, and what it was sent of theirs before the stop still holds, for who did not come back ends like everybody else.
 */
final class PresenceMemory implements SessionMemory {
    @Override
    public String name() {
        return "presence";
    }

    @Override
    public Optional<Element> save(Session session) {
        Optional<Availability> known = session.state(Availability.class);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Element saved = Element.of(NAMESPACE, "shown");
        Optional<Availability.Broadcast> last = known.get().last();
        if (last.isPresent()) {
            saved = saved.with("at", last.get().at().toString())
                    .with("since", last.get().what().since().toString())
                    .plus(last.get().what().presence().xml());
        }
        for (Jid address : known.get().told()) {
            saved = saved.plus(Element.of(NAMESPACE, "told").with("jid", address.toString()));
        }
        return Optional.of(saved);
    }

    @Override
    public void restore(Session session, Element saved) {
        Availability availability = Availability.of(session);
        try {
            for (Element told : saved.children(NAMESPACE, "told")) {
                availability.tell(Jid.parse(told.attribute("jid", "")), Integer.MAX_VALUE);
            }
            Optional<Element> last = saved.child(XmlWriter.CLIENT, "presence");
            if (last.isPresent()) {
                Presence presence = (Presence) Stanza.parse(last.get());
                String at = saved.attribute("at", "");
                Instant since = Instant.parse(saved.attribute("since", at));
                availability.becomeAvailable(new Availability.Broadcast(
                        new SessionPresence(session, presence, presence.priority(), since), Instant.parse(at)));
            }
        } catch (MalformedJidException | MalformedStanzaException | DateTimeException e) {
            throw new IllegalArgumentException("not what was shown of a session", e);
        }
    }
}
