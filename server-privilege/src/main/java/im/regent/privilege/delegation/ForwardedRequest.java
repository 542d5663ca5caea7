package im.regent.privilege.delegation;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.util.List;
import java.util.Optional;

/**
 * A request that is forwarded to a managing entity, and the check of its answer (XEP-0355 §4.3).
 *
 * @param original with its sender
 * @param addressee of the original; without {@code to} the sender's own account
 * @param version of the protocol
 */
record ForwardedRequest(Iq original, Jid addressee, int version) {
    /** The wrapper is a set, also around a get. */
    Iq wrapper(String id) {
        return Iq.request(Iq.Type.SET, id, DelegationXml.wrapped(version, original));
    }

    /**
     * The answer for the requester: what the managing entity put into its result, made anew for the original's addresses and
     * id, so that nothing that was not looked at is passed on.
     */
    Iq answer(Iq outer) throws MalformedAnswerException {
        Element inner = unwrapped(outer);
        require(inner.attribute("id", "").equals(original.id()), "the inner id is another one");
        // "MUST insure that the 'to' and the 'from' attribute corresponds to respectively the 'from' and the 'to'
        // attributes of the initial stanza"
        require(address(inner, "to").equals(original.from()), "the inner 'to' is not the requester");
        Optional<Jid> from = address(inner, "from");
        // The example has none: what is missing is stamped here anyway.
        require(from.isEmpty() || from.get().equals(addressee), "the inner 'from' is not the addressee");
        return switch (inner.attribute("type", "")) {
            case "result" -> result(inner);
            case "error" -> error(inner);
            default -> throw new MalformedAnswerException("the inner type is neither result nor error");
        };
    }

    private Element unwrapped(Iq outer) throws MalformedAnswerException {
        Element delegation = only(outer.xml().children(), "a result");
        require(delegation.name().equals(DelegationXml.delegation(version).name()), "no <delegation/>");
        Element forwarded = only(delegation.children(), "<delegation/>");
        require(DelegationXml.isForwarded(forwarded), "no <forwarded/>");
        List<Element> stanzas = forwarded.children().stream()
                .filter(child -> !DelegationXml.isDelay(child))
                .toList();
        Element inner = only(stanzas, "<forwarded/>");
        require(DelegationXml.isIq(inner), "no <iq xmlns='jabber:client'/>");
        return inner;
    }

    private Iq result(Element inner) throws MalformedAnswerException {
        // RFC 6120 §8.2.3: "the stanza MUST include zero or one child elements"
        require(inner.children().size() <= 1, "an inner result has more than one element");
        return made(inner);
    }

    /** The text wants a result; but what a service refuses is an answer too, as that something does not exist. */
    private Iq error(Element inner) throws MalformedAnswerException {
        require(inner.children(XmlWriter.CLIENT, "error").size() == 1, "an inner error does not have one <error/>");
        require(inner.children().size() <= 2, "an inner error has more than a request and its <error/>");
        Iq made = made(inner);
        require(StanzaError.conditionOf(made).isPresent(), "an inner error names no condition");
        return made;
    }

    private Iq made(Element inner) throws MalformedAnswerException {
        Element clean = original.result().xml().with("type", inner.attribute("type", ""));
        if (inner.lang().isPresent()) {
            clean = clean.with(Attribute.lang(inner.lang().get()));
        }
        try {
            return (Iq) Stanza.parse(clean.withNodes(inner.children()));
        } catch (MalformedStanzaException e) {
            throw new MalformedAnswerException("the inner stanza is malformed: " + e.getMessage());
        }
    }

    private static Element only(List<Element> children, String where) throws MalformedAnswerException {
        require(children.size() == 1, where + " holds " + children.size() + " elements, not one");
        return children.get(0);
    }

    private static Optional<Jid> address(Element inner, String attribute) throws MalformedAnswerException {
        Optional<String> text = inner.attribute(attribute);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Jid.parse(text.get()));
        } catch (MalformedJidException e) {
            throw new MalformedAnswerException("the inner '" + attribute + "' is no address");
        }
    }

    private static void require(boolean isSo, String complaint) throws MalformedAnswerException {
        if (!isSo) {
            throw new MalformedAnswerException(complaint);
        }
    }
}
