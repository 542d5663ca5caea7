package im.regent.kit.check;

/** The namespaces that the server must be configured to grant and to delegate. Those of the kit mean nothing to any server. */
public final class Grants {
    /** {@link Entity#FULL} may send get and set. */
    public static final String BOTH = "urn:example:kit:both";

    /** {@link Entity#FULL} may send get. */
    public static final String GET = "urn:example:kit:get";

    /** {@link Entity#FULL} may send set. */
    public static final String SET = "urn:example:kit:set";

    /** {@link Entity#FULL} may send get: what every server answers for its accounts. */
    public static final String INFO = "http://jabber.org/protocol/disco#info";

    /** Delegated to {@link Entity#PEP}. */
    public static final String DELEGATED = "urn:example:kit:delegated";

    /** Delegated to {@link Entity#PEP} if the first child has the attribute {@code node}; servers know it themselves. */
    public static final String FILTERED = "jabber:iq:version";

    private Grants() {}
}
