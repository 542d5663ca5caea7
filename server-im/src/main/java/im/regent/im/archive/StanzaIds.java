package im.regent.im.archive;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.Stanza;
import im.regent.core.xml.Element;
import java.util.List;
import java.util.Optional;

/** The {@code <stanza-id/>} of messages (XEP-0359). */
final class StanzaIds {
    private static final String NAME = "stanza-id";

    private StanzaIds() {}

    /**
     * The message without ids that claim to be the account's, all of them. XEP-0359 §3: "Stanza ID generating entities, which
     * encounter a stanza-id element where the 'by' attribute matches the 'by' attribute they would otherwise set, MUST delete
     * that element even if they are not adding their own stanza ID."
     */
    static Message withoutThoseOf(Jid account, Message message) {
        List<Element> ids = message.xml().children(Names.STANZA_ID, NAME);
        if (ids.stream().noneMatch(id -> isBy(account, id))) {
            return message;
        }
        Stanza cleaned = message.without(Names.STANZA_ID, NAME);
        for (Element id : ids) {
            if (!isBy(account, id)) {
                cleaned = cleaned.plus(id);
            }
        }
        return (Message) cleaned;
    }

    static Message with(String id, Jid account, Message message) {
        return message.plus(Element.of(Names.STANZA_ID, NAME).with("id", id).with("by", account.toString()));
    }

    /** The id that the account has given to the message. */
    static Optional<String> of(Jid account, Message message) {
        return message.xml().children(Names.STANZA_ID, NAME).stream()
                .filter(id -> isBy(account, id))
                .flatMap(id -> id.attribute("id").stream())
                .findFirst();
    }

    /** However it is spelled: whoever reads it prepares the address before comparing. */
    private static boolean isBy(Jid account, Element id) {
        try {
            return Jid.parse(id.attribute("by", "")).equals(account);
        } catch (MalformedJidException e) {
            return false;
        }
    }
}
