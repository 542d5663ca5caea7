package im.regent.core.stanza;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.xml.Element;
import im.regent.core.xml.Node;
import im.regent.core.xml.XmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message, presence or IQ stanza (RFC 6120 §8): an immutable element whose addresses are parsed and whose type is
 * known. Inside the server every stanza is in {@code jabber:client}. Safe for every thread.
 */
public abstract sealed class Stanza permits Message, Presence, Iq {
    /** The three kinds. */
    public enum Kind {
        MESSAGE,
        PRESENCE,
        IQ
    }

    private final Element xml;
    private final @Nullable Jid from;
    private final @Nullable Jid to;

    Stanza(Element xml, @Nullable Jid from, @Nullable Jid to) {
        this.xml = xml;
        this.from = from;
        this.to = to;
    }

    /** Whether an element is named like a stanza. */
    public static boolean isStanza(Element xml) {
        return xml.namespace().equals(XmlWriter.CLIENT)
                && (xml.localName().equals("message")
                        || xml.localName().equals("presence")
                        || xml.localName().equals("iq"));
    }

    /**
     * Reads a stanza from an element.
     *
     * @throws MalformedStanzaException with {@code jid-malformed} or {@code bad-request} when an address, the type, the
     *     id or the payload is against RFC 6120 §8
     * @throws IllegalArgumentException when it is not named like a stanza: see {@link #isStanza}
     */
    public static Stanza parse(Element xml) throws MalformedStanzaException {
        Jid from = address(xml, "from");
        Jid to = address(xml, "to");
        return switch (xml.localName()) {
            case "message" -> new Message(xml, from, to);
            case "presence" -> new Presence(xml, from, to, Presence.Type.parse(xml));
            case "iq" -> Iq.parse(xml, from, to);
            default -> throw new IllegalArgumentException("not a stanza: " + xml.name());
        };
    }

    private static @Nullable Jid address(Element xml, String attribute) throws MalformedStanzaException {
        Optional<String> value = xml.attribute(attribute);
        if (value.isEmpty()) {
            return null;
        }
        try {
            return Jid.parse(value.get());
        } catch (MalformedJidException e) {
            throw new MalformedStanzaException(
                    StanzaError.of(Condition.JID_MALFORMED, "'" + attribute + "': " + e.getMessage()));
        }
    }

    /** Which of the three this is. */
    public abstract Kind kind();

    /** Whether the type is {@code error}. */
    public abstract boolean isError();

    abstract Stanza copy(Element newXml, @Nullable Jid newFrom, @Nullable Jid newTo);

    /** The stanza's element, always in {@code jabber:client}. */
    public final Element xml() {
        return xml;
    }

    /** The sender; every stanza that is routed has one. */
    public final Optional<Jid> from() {
        return Optional.ofNullable(from);
    }

    /** The addressee. */
    public final Optional<Jid> to() {
        return Optional.ofNullable(to);
    }

    /** The sender of a stanza that has been admitted; a stanza without one is a bug of the caller. */
    public final Jid sender() {
        if (from == null) {
            throw new IllegalStateException("the stanza has no 'from'");
        }
        return from;
    }

    /** The addressee of a stanza that has been admitted; a stanza without one is a bug of the caller. */
    public final Jid receiver() {
        if (to == null) {
            throw new IllegalStateException("the stanza has no 'to'");
        }
        return to;
    }

    /** The {@code id}, or the empty string. */
    public final String id() {
        return xml.attribute("id", "");
    }

    /** A copy with another sender. */
    public Stanza withFrom(Jid newFrom) {
        return copy(xml.with("from", newFrom.toString()), newFrom, to);
    }

    /** A copy with another addressee; the content, and its encoding, is shared. */
    public Stanza withTo(Jid newTo) {
        return copy(xml.with("to", newTo.toString()), from, newTo);
    }

    /** A copy with one more child. */
    public Stanza plus(Element child) {
        return copy(xml.plus(child), from, to);
    }

    /** A copy without the children of that name, all of them. */
    public Stanza without(String namespace, String local) {
        List<Node> nodes = new ArrayList<>(xml.nodes());
        if (!nodes.removeIf(node -> node instanceof Element child && child.is(namespace, local))) {
            return this;
        }
        return copy(xml.withNodes(nodes), from, to);
    }

    /**
     * The error that answers this stanza (RFC 6120 §8.3.1): addresses swapped, same id, without the original payload.
     *
     * @throws IllegalStateException when this is an error, or an IQ result: those are never answered
     */
    public Stanza error(StanzaError error) {
        if (isError() || this instanceof Iq iq && !iq.isRequest()) {
            throw new IllegalStateException("an error or a result is never answered");
        }
        return reply("error", List.of(error.xml()));
    }

    final Stanza reply(String type, List<Element> content) {
        Element reply = Element.of(XmlWriter.CLIENT, xml.localName());
        if (from != null) {
            reply = reply.with("to", from.toString());
        }
        if (to != null) {
            reply = reply.with("from", to.toString());
        }
        if (!id().isEmpty()) {
            reply = reply.with("id", id());
        }
        try {
            return parse(reply.with("type", type).withNodes(content));
        } catch (MalformedStanzaException e) {
            throw new IllegalStateException("a reply to a valid stanza is valid", e);
        }
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof Stanza stanza && xml.equals(stanza.xml);
    }

    @Override
    public final int hashCode() {
        return xml.hashCode();
    }

    /** The stanza as XML; never for logs above TRACE. */
    @Override
    public final String toString() {
        return xml.toString();
    }
}
