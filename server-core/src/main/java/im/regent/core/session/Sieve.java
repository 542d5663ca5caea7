package im.regent.core.session;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what can wait from what cannot while nobody looks at a client (XEP-0352); what it does not know cannot.
 *
 * @param account whose client it is
 */
public record Sieve(Jid account) {
    private static final String CHAT_STATES = "http://jabber.org/protocol/chatstates";
    private static final String EVENT = "http://jabber.org/protocol/pubsub#event";
    private static final String CARBONS = "urn:xmpp:carbons:2";
    /** What may stand beside a chat state and still say nothing: hints and ids. */
    private static final Set<String> MARKS = Set.of("urn:xmpp:hints", "urn:xmpp:sid:0", "urn:xmpp:occupant-id:0");

    /** The slot in which it can wait; empty if it cannot. */
    public Optional<Slot> slot(Element stanza) {
        return switch (stanza.localName()) {
            case "presence" -> ofPresence(stanza);
            case "message" -> ofMessage(stanza);
            default -> Optional.empty();
        };
    }

    private static Optional<Slot> ofPresence(Element presence) {
        String type = presence.attribute("type", "");
        return type.isEmpty() || type.equals("unavailable")
                ? Optional.of(Slot.of(Slot.Kind.PRESENCE, from(presence)))
                : Optional.empty();
    }

    private Optional<Slot> ofMessage(Element message) {
        Element inner = copied(message).orElse(message);
        if (inner.attribute("type", "").equals("error")) {
            return Optional.empty();
        }
        List<Element> payloads = inner.children();
        if (isChatState(payloads)) {
            // A copy of what the account itself sent is to be told apart by whom it was sent to.
            return Optional.of(Slot.of(Slot.Kind.CHAT_STATE, from(inner) + ' ' + inner.attribute("to", "")));
        }
        boolean isEvent = inner.attribute("type", "").equals("headline")
                && payloads.stream().allMatch(payload -> payload.is(EVENT, "event") || isMark(payload))
                && inner.child(EVENT, "event").isPresent();
        return isEvent ? Optional.of(Slot.of(Slot.Kind.EVENT, from(message))) : Optional.empty();
    }

    private static boolean isChatState(List<Element> payloads) {
        return payloads.stream().anyMatch(payload -> payload.namespace().equals(CHAT_STATES))
                && payloads.stream().allMatch(payload -> payload.namespace().equals(CHAT_STATES) || isMark(payload));
    }

    private static boolean isMark(Element payload) {
        return MARKS.contains(payload.namespace()) || payload.is(XmlWriter.CLIENT, "thread");
    }

    /** The message inside a carbon copy (XEP-0280), which the account's own address sends and nobody else. */
    private Optional<Element> copied(Element message) {
        if (!from(message).equals(account.toString())) {
            return Optional.empty();
        }
        return message.firstChild()
                .filter(copy -> copy.is(CARBONS, "sent") || copy.is(CARBONS, "received"))
                .flatMap(copy -> copy.child("urn:xmpp:forward:0", "forwarded"))
                .flatMap(forwarded -> forwarded.child(XmlWriter.CLIENT, "message"));
    }

    private static String from(Element stanza) {
        return stanza.attribute("from", "");
    }
}
