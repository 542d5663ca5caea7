package im.regent.core.stanza;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A presence stanza (RFC 6120 §8.2.2, RFC 6121 §3 and §4). */
public final class Presence extends Stanza {
    /** The presence types (RFC 6121 §4.7.1); {@code AVAILABLE} is written as no type at all. */
    public enum Type {
        AVAILABLE,
        UNAVAILABLE,
        SUBSCRIBE,
        SUBSCRIBED,
        UNSUBSCRIBE,
        UNSUBSCRIBED,
        PROBE,
        ERROR;

        private final String value = name().toLowerCase(Locale.ROOT);

        static Type parse(Element xml) throws MalformedStanzaException {
            String text = xml.attribute("type", "");
            if (text.isEmpty()) {
                return AVAILABLE;
            }
            for (Type type : values()) {
                if (type != AVAILABLE && type.value.equals(text)) {
                    return type;
                }
            }
            throw new MalformedStanzaException(StanzaError.of(Condition.BAD_REQUEST, "unknown presence type"));
        }

        /** Whether this type manages a subscription (RFC 6121 §3). */
        public boolean isSubscription() {
            return this == SUBSCRIBE || this == SUBSCRIBED || this == UNSUBSCRIBE || this == UNSUBSCRIBED;
        }
    }

    private final Type type;

    Presence(Element xml, @Nullable Jid from, @Nullable Jid to, Type type) {
        super(xml, from, to);
        this.type = type;
    }

    /** A presence without addresses or content. */
    public static Presence of(Type type) {
        Element xml = Element.of(XmlWriter.CLIENT, "presence");
        return new Presence(type == Type.AVAILABLE ? xml : xml.with("type", type.value), null, null, type);
    }

    /** A presence with both addresses and no content. */
    public static Presence of(Type type, Jid from, Jid to) {
        return of(type).withFrom(from).withTo(to);
    }

    /** The type. */
    public Type type() {
        return type;
    }

    /**
     * The priority (RFC 6121 §4.7.2.3), 0 when none is given.
     *
     * @throws MalformedStanzaException with {@code bad-request} when it is not an integer of -128…127 or is given twice
     */
    public int priority() throws MalformedStanzaException {
        var given = xml().children(XmlWriter.CLIENT, "priority");
        if (given.isEmpty()) {
            return 0;
        }
        try {
            int value = Integer.parseInt(given.get(0).text().strip());
            if (given.size() == 1 && value >= -128 && value <= 127) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new MalformedStanzaException(StanzaError.of(Condition.BAD_REQUEST, "priority is not a number"));
        }
        throw new MalformedStanzaException(
                StanzaError.of(Condition.BAD_REQUEST, "priority is given twice or not in -128…127"));
    }

    @Override
    public Kind kind() {
        return Kind.PRESENCE;
    }

    @Override
    public boolean isError() {
        return type == Type.ERROR;
    }

    @Override
    public Presence withTo(Jid to) {
        return (Presence) super.withTo(to);
    }

    @Override
    public Presence withFrom(Jid from) {
        return (Presence) super.withFrom(from);
    }

    @Override
    public Presence plus(Element child) {
        return (Presence) super.plus(child);
    }

    @Override
    Presence copy(Element xml, @Nullable Jid from, @Nullable Jid to) {
        return new Presence(xml, from, to, type);
    }
}
