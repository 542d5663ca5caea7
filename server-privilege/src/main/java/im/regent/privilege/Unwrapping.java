package im.regent.privilege;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Stanza;
import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import im.regent.core.xml.XmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes stanzas out of their wrappers strictly, so that a wrapper cannot hide a second stanza or another sender. */
final class Unwrapping {
    private static final List<String> KEPT = List.of("to", "id", "type");

    private Unwrapping() {}

    /** The only child element. */
    static Element onlyChild(Element parent) throws RefusedException {
        List<Element> children = parent.children();
        if (children.size() != 1) {
            throw RefusedException.badRequest(
                    "<" + parent.localName() + "/> must hold exactly one element, not " + children.size());
        }
        return children.get(0);
    }

    /** The address in an attribute; empty if there is no such attribute. */
    static Optional<Jid> address(Element element, String attribute) throws RefusedException {
        Optional<String> text = element.attribute(attribute);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Jid.parse(text.get()));
        } catch (MalformedJidException e) {
            throw RefusedException.forbidden("'" + attribute + "' of the wrapped stanza is no address");
        }
    }

    /** The stanza made anew: sender, addressee, id, type, language and child elements, and nothing else. */
    static Stanza rebuilt(Element inner, Jid from) throws RefusedException {
        // In one go: every privileged stanza comes this way, and each copy of an element copies all its attributes.
        List<Attribute> kept = new ArrayList<>(KEPT.size() + 2);
        kept.add(new Attribute("from", from.toString()));
        for (String name : KEPT) {
            inner.attribute(name).ifPresent(value -> kept.add(new Attribute(name, value)));
        }
        inner.lang().ifPresent(lang -> kept.add(Attribute.lang(lang)));
        Name name = new Name(XmlWriter.CLIENT, inner.localName());
        try {
            return Stanza.parse(Element.of(name, kept, List.copyOf(inner.children())));
        } catch (MalformedStanzaException e) {
            throw new RefusedException(e.error());
        }
    }
}
