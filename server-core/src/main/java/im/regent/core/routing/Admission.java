package im.regent.core.routing;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Stanza;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamException;
import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.util.Optional;
import java.util.function.Consumer;

/** The second step of a stanza's way: from an element of an authenticated stream to a stanza with a trusted sender. */
final class Admission {
    private Admission() {}

    /**
     * Reads a stanza; one that is malformed is answered here and not returned.
     *
     * @param sender the address that goes into {@code from}, whatever the peer wrote
     * @param errors sends the answer to the peer
     * @throws StreamException with {@code unsupported-stanza-type} when it is no stanza (RFC 6120 §4.9.3.24)
     */
    static Optional<Stanza> admit(Element xml, Jid sender, Consumer<Element> errors) throws StreamException {
        if (!Stanza.isStanza(xml)) {
            throw new StreamException(
                    StreamCondition.UNSUPPORTED_STANZA_TYPE, "<" + xml.localName() + "/> means nothing here");
        }
        try {
            return Optional.of(Stanza.parse(xml.with("from", sender.toString())));
        } catch (MalformedStanzaException e) {
            String type = xml.attribute("type", "");
            boolean mayAnswer = !type.equals("error")
                    && !(type.equals("result") && xml.localName().equals("iq"));
            if (mayAnswer) {
                errors.accept(answer(xml, sender, e));
            }
            return Optional.empty();
        }
    }

    /** RFC 7622 §4: a malformed address is never echoed, so the answer comes from the sender's own domain. */
    private static Element answer(Element xml, Jid sender, MalformedStanzaException e) {
        Element answer = Element.of(XmlWriter.CLIENT, xml.localName())
                .with("type", "error")
                .with("to", sender.toString())
                .with("from", sender.domain());
        String id = xml.attribute("id", "");
        return (id.isEmpty() ? answer : answer.with("id", id)).plus(e.error().xml());
    }

    /** RFC 6120 §8.1.5: a stanza without a language gets the stream's; one that is there is never changed. */
    static Element withLang(Element xml, String streamLang) {
        return streamLang.isEmpty() || xml.lang().isPresent() ? xml : xml.with(Attribute.lang(streamLang));
    }
}
