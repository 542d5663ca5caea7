package im.regent.im.roster;

import im.regent.core.store.Codec;
import im.regent.core.xml.Element;

/** How rows are written to storage. */
final class RosterCodec implements Codec<RosterRow> {
    @Override
    public Element encode(RosterRow value) {
        return value.xml();
    }

    @Override
    public RosterRow decode(Element element) {
        if (element.is(RosterRow.NAMESPACE, Head.ELEMENT)) {
            return Head.decode(element);
        }
        if (element.is(RosterRow.NAMESPACE, Contact.ELEMENT)) {
            return Contact.decode(element);
        }
        throw new IllegalArgumentException("not a row of a roster: " + element.name());
    }
}
