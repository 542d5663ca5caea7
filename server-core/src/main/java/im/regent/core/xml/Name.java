package im.regent.core.xml;

/** An element's expanded name; a name in no namespace has the empty string. */
public record Name(String namespace, String local) {
    /** {@code {namespace}local}, or {@code local} alone. */
    @Override
    public String toString() {
        return namespace.isEmpty() ? local : '{' + namespace + '}' + local;
    }
}
