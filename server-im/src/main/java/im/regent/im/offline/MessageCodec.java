package im.regent.im.offline;

import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.Stanza;
import im.regent.core.store.Codec;
import im.regent.core.xml.Element;

/** Keeps a message as it is delivered. */
final class MessageCodec implements Codec<Message> {
    @Override
    public Element encode(Message value) {
        return value.xml();
    }

    @Override
    public Message decode(Element element) {
        try {
            if (Stanza.isStanza(element) && Stanza.parse(element) instanceof Message message) {
                return message;
            }
        } catch (MalformedStanzaException e) {
            throw new IllegalArgumentException("not a message", e);
        }
        throw new IllegalArgumentException("not a message");
    }
}
