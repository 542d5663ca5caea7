package im.regent.core.stanza;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An IQ stanza (RFC 6120 §8.2.3): a request with exactly one payload, or its result or error. */
public final class Iq extends Stanza {
    /** The IQ types. */
    public enum Type {
        GET,
        SET,
        RESULT,
        ERROR;

        private final String value = name().toLowerCase(Locale.ROOT);

        /** The attribute's value on the wire. */
        public String value() {
            return value;
        }
    }

    private final Type type;

    private Iq(Element xml, @Nullable Jid from, @Nullable Jid to, Type type) {
        super(xml, from, to);
        this.type = type;
    }

    static Iq parse(Element xml, @Nullable Jid from, @Nullable Jid to) throws MalformedStanzaException {
        String text = xml.attribute("type", "");
        for (Type type : Type.values()) {
            if (type.value.equals(text)) {
                Iq iq = new Iq(xml, from, to, type);
                iq.checkShape();
                return iq;
            }
        }
        throw bad("the type of an IQ is get, set, result or error");
    }

    private void checkShape() throws MalformedStanzaException {
        if (id().isEmpty()) {
            throw bad("an IQ needs an id");
        }
        if (isRequest() && xml().children().size() != 1) {
            throw bad("an IQ request holds exactly one child element");
        }
    }

    private static MalformedStanzaException bad(String text) {
        return new MalformedStanzaException(StanzaError.of(Condition.BAD_REQUEST, text));
    }

    /** A request without addresses. */
    public static Iq request(Type type, String id, Element payload) {
        Element xml = Element.of(XmlWriter.CLIENT, "iq")
                .with("type", type.value)
                .with("id", id)
                .plus(payload);
        return new Iq(xml, null, null, type);
    }

    /** The type. */
    public Type type() {
        return type;
    }

    /** Whether this is a get or a set, and so must be answered exactly once. */
    public boolean isRequest() {
        return type == Type.GET || type == Type.SET;
    }

    /** The payload of a request; the first child of a result, if it has one. */
    public Optional<Element> payload() {
        return xml().firstChild();
    }

    /** The payload of a request, which always has one. */
    public Element request() {
        return xml().firstChild().orElseThrow(() -> new IllegalStateException("not a request"));
    }

    /** The result that answers this request, empty. */
    public Iq result() {
        return (Iq) reply(Type.RESULT.value, List.of());
    }

    /** The result that answers this request. */
    public Iq result(Element payload) {
        return (Iq) reply(Type.RESULT.value, List.of(payload));
    }

    @Override
    public Iq error(StanzaError error) {
        return (Iq) super.error(error);
    }

    /** A copy with another id. */
    public Iq withId(String id) {
        return new Iq(xml().with("id", id), from().orElse(null), to().orElse(null), type);
    }

    @Override
    public Kind kind() {
        return Kind.IQ;
    }

    @Override
    public boolean isError() {
        return type == Type.ERROR;
    }

    @Override
    public Iq withTo(Jid to) {
        return (Iq) super.withTo(to);
    }

    @Override
    public Iq withFrom(Jid from) {
        return (Iq) super.withFrom(from);
    }

    @Override
    Iq copy(Element xml, @Nullable Jid from, @Nullable Jid to) {
        return new Iq(xml, from, to, type);
    }
}
