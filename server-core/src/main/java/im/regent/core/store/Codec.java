package im.regent.core.store;

import im.regent.core.xml.Element;

/**
 * How a value is written to storage: as an XML element, which people can read and later versions can extend.
 *
 * @param <T> an immutable value
 */
public interface Codec<T> {
    /** The element to store. */
    Element encode(T value);

    /**
     * The value of a stored element.
     *
     * @throws IllegalArgumentException when the element is not one that any version of this codec wrote
     */
    T decode(Element element);

    /** The codec of elements that are stored as they are. */
    static Codec<Element> xml() {
        return new Codec<>() {
            @Override
            public Element encode(Element value) {
                return value;
            }

            @Override
            public Element decode(Element element) {
                return element;
            }
        };
    }
}
