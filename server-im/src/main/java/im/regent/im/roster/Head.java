package im.regent.im.roster;

import im.regent.core.xml.Element;

/**
 * Where a roster's history stands.
 *
 * @param epoch random, made with the roster's first change: versions of a deleted roster mean nothing to its successor
 * @param version counts the changes that clients can see
 * @param horizon changes up to this version are not known in full any more
 */
record Head(String epoch, long version, long horizon) implements RosterRow {
    static final String ELEMENT = "head";

    /** The head of a roster that never changed. */
    static final Head NEW = new Head("", 0, 0);

    static Head decode(Element element) {
        return new Head(
                element.attribute("epoch", ""),
                Long.parseLong(element.attribute("version", "0")),
                Long.parseLong(element.attribute("horizon", "0")));
    }

    @Override
    public Element xml() {
        return Element.of(NAMESPACE, ELEMENT)
                .with("epoch", epoch)
                .with("version", Long.toString(version))
                .with("horizon", Long.toString(horizon));
    }

    /** How this version of the roster is called on the wire. */
    String name() {
        return nameOf(version);
    }

    /** How another version of the roster is called on the wire. */
    String nameOf(long other) {
        return epoch.isEmpty() ? "0" : epoch + '-' + other;
    }
}
