package im.regent.core.stanza;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A message stanza (RFC 6120 §8.2.1, RFC 6121 §5). */
public final class Message extends Stanza {
    /** The message types (RFC 6121 §5.2.2). */
    public enum Type {
        NORMAL,
        CHAT,
        GROUPCHAT,
        HEADLINE,
        ERROR;

        private final String value = name().toLowerCase(Locale.ROOT);

        static Type parse(Element xml) {
            String text = xml.attribute("type", "");
            for (Type type : values()) {
                if (type.value.equals(text)) {
                    return type;
                }
            }
            // RFC 6121 §5.2.2: "If an application receives a message with no 'type' attribute or the application does
            // not
            // understand the value of the 'type' attribute provided, it MUST consider the message to be of type
            // 'normal'".
            return NORMAL;
        }
    }

    private final Type type;

    Message(Element xml, @Nullable Jid from, @Nullable Jid to) {
        super(xml, from, to);
        this.type = Type.parse(xml);
    }

    /** A message to somebody, from nobody yet, without content. */
    public static Message to(Jid to, Type type) {
        Element xml = Element.of(XmlWriter.CLIENT, "message").with("to", to.toString());
        return new Message(type == Type.NORMAL ? xml : xml.with("type", type.value), null, to);
    }

    /** The type; a missing or unknown one is {@code normal}. */
    public Type type() {
        return type;
    }

    /** Whether there is a {@code <body/>}. */
    public boolean hasBody() {
        return xml().child(XmlWriter.CLIENT, "body").isPresent();
    }

    /** A copy with another id. */
    public Message withId(String id) {
        return new Message(xml().with("id", id), from().orElse(null), to().orElse(null));
    }

    @Override
    public Kind kind() {
        return Kind.MESSAGE;
    }

    @Override
    public boolean isError() {
        return type == Type.ERROR;
    }

    @Override
    public Message withTo(Jid to) {
        return (Message) super.withTo(to);
    }

    @Override
    public Message withFrom(Jid from) {
        return (Message) super.withFrom(from);
    }

    @Override
    public Message plus(Element child) {
        return (Message) super.plus(child);
    }

    @Override
    Message copy(Element xml, @Nullable Jid from, @Nullable Jid to) {
        return new Message(xml, from, to);
    }
}
