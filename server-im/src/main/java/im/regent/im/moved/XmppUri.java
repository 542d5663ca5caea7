package im.regent.im.moved;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.Optional;

/** Addresses of accounts as URIs, {@code xmpp:alice@example.org} (RFC 5122), without authority, query and fragment. */
public final class XmppUri {
    private static final String SCHEME = "xmpp:";

    private XmppUri() {}

    /** The URI of a bare address. Letters beyond ASCII are escaped, so that it is a URI and an IRI. */
    static String of(Jid account) {
        boolean isLiteral = account.domain().startsWith("[");
        return SCHEME + escaped(account.local()) + '@' + (isLiteral ? account.domain() : escaped(account.domain()));
    }

    /** The account of a URI, or of an address that is written without its scheme; empty if it is neither. */
    public static Optional<Jid> account(String text) {
        boolean hasScheme = text.toLowerCase(Locale.ROOT).startsWith(SCHEME);
        try {
            Jid address = hasScheme ? ofPath(text.substring(SCHEME.length())) : Jid.parse(text);
            return Optional.of(address).filter(jid -> jid.hasLocal() && jid.isBare());
        } catch (MalformedJidException | IllegalArgumentException e) {
            // The second is an escape that is none.
            return Optional.empty();
        }
    }

    /** What separates is never escaped, and what is escaped never separates. */
    private static Jid ofPath(String path) throws MalformedJidException {
        int at = path.indexOf('@');
        return Jid.of(unescaped(path.substring(0, Math.max(at, 0))), unescaped(path.substring(at + 1)), "");
    }

    /** The form encoding differs from that of URIs in the space alone, and addresses of accounts have none. */
    private static String escaped(String part) {
        return URLEncoder.encode(part, UTF_8);
    }

    private static String unescaped(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
    }
}
