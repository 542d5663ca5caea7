package im.regent.privilege;

import im.regent.core.xml.Element;
import java.util.Arrays;
import java.util.Optional;

/**
 * The namespaces of the protocol. Components that were written before version 0.4 of the specification know the old one, which
 * has the same permissions but for iq, and no roster pushes.
 */
enum Version {
    TWO("2", "urn:xmpp:privilege:2"),
    ONE("1", "urn:xmpp:privilege:1");

    private final String number;
    private final String namespace;

    Version(String number, String namespace) {
        this.number = number;
        this.namespace = namespace;
    }

    String number() {
        return number;
    }

    String namespace() {
        return namespace;
    }

    boolean hasRequests() {
        return this == TWO;
    }

    static Optional<Version> numbered(String number) {
        return Arrays.stream(values())
                .filter(each -> each.number.equals(number))
                .findFirst();
    }

    /** The version of a {@code <privilege/>}. */
    static Optional<Version> of(Element privilege) {
        return Arrays.stream(values())
                .filter(each -> privilege.is(each.namespace, "privilege"))
                .findFirst();
    }
}
