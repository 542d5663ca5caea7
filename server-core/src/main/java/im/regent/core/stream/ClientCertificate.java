package im.regent.core.stream;

import java.time.Instant;
import java.util.List;

/**
 * A client's certificate that leads to an authority which the server trusts (RFC 6120 §13.7.2.2, case #1). Safe for every
 * thread; every method answers at once.
 */
public interface ClientCertificate {
    /** The addresses in it (id-on-xmppAddr, §13.7.1.4) as they are written: not prepared, and of whatever domain. */
    List<String> xmppAddresses();

    /** When it ends, or one that it depends on, whichever is first. */
    Instant validUntil();

    /** Whether it would still be trusted now, dates apart: its authority is, and nothing on its path has been revoked. */
    boolean isTrusted();
}
