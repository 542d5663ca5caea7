package im.regent.core.jid;

/**
 * An XMPP address, prepared and compared as RFC 7622 says: {@code [local@]domain[/resource]}.
 *
 * <p>An instance is always prepared, so {@link #equals} is address equality. Absent parts are the empty string. Immutable
 * and safe for every thread.
 */
public final class Jid implements Comparable<Jid> {
    private final String local;
    private final String domain;
    private final String resource;
    private final String text;
    private final Jid bare;

    private Jid(String local, String domain, String resource) {
        this.local = local;
        this.domain = domain;
        this.resource = resource;
        this.bare = resource.isEmpty() ? this : new Jid(local, domain, "");
        this.text = render();
    }

    private String render() {
        if (!resource.isEmpty()) {
            return bare.text + '/' + resource;
        }
        return local.isEmpty() ? domain : local + '@' + domain;
    }

    /**
     * Parses and prepares an address.
     *
     * @throws MalformedJidException when a part is empty, too long, or holds what its PRECIS profile forbids
     */
    public static Jid parse(String text) throws MalformedJidException {
        // RFC 7622 §3.1: the resourcepart begins after the first slash, the localpart ends at the first at-sign before
        // it.
        int slash = text.indexOf('/');
        String beforeResource = slash < 0 ? text : text.substring(0, slash);
        int at = beforeResource.indexOf('@');
        String local = at < 0 ? "" : Preparation.local(beforeResource.substring(0, at));
        String domain = Preparation.domain(beforeResource.substring(at + 1));
        String resource = slash < 0 ? "" : Preparation.resource(text.substring(slash + 1));
        return new Jid(local, domain, resource);
    }

    /**
     * Builds an address from parts that still need preparation; empty local or resource means absent.
     *
     * @throws MalformedJidException as {@link #parse}
     */
    public static Jid of(String local, String domain, String resource) throws MalformedJidException {
        return new Jid(
                local.isEmpty() ? "" : Preparation.local(local),
                Preparation.domain(domain),
                resource.isEmpty() ? "" : Preparation.resource(resource));
    }

    /**
     * Parses an address that is known to be well-formed: a literal, or one that this server has written itself.
     *
     * @throws IllegalArgumentException when it is not
     */
    public static Jid valueOf(String text) {
        try {
            return parse(text);
        } catch (MalformedJidException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The localpart, or the empty string. */
    public String local() {
        return local;
    }

    /** The domainpart; never empty. */
    public String domain() {
        return domain;
    }

    /** The resourcepart, or the empty string. */
    public String resource() {
        return resource;
    }

    /** Whether there is no resourcepart. */
    public boolean isBare() {
        return resource.isEmpty();
    }

    /** Whether there is a localpart: an account's address, with or without resource. */
    public boolean hasLocal() {
        return !local.isEmpty();
    }

    /** This address without its resourcepart. */
    public Jid bare() {
        return bare;
    }

    /** The address of the domain alone. */
    public Jid domainJid() {
        return local.isEmpty() ? bare : new Jid("", domain, "");
    }

    /**
     * This bare address with another resourcepart, which is prepared first.
     *
     * @throws MalformedJidException when the resource is empty, too long or holds forbidden characters
     */
    public Jid withResource(String newResource) throws MalformedJidException {
        return new Jid(local, domain, Preparation.resource(newResource));
    }

    @Override
    public int compareTo(Jid other) {
        return text.compareTo(other.text);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Jid jid && text.equals(jid.text));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The prepared address as it is written on the wire. */
    @Override
    public String toString() {
        return text;
    }
}
