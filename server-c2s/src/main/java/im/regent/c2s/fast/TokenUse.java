package im.regent.c2s.fast;

import im.regent.c2s.sasl2.LoginRequest;
import im.regent.core.xml.Element;
import java.util.Optional;

/**
 * What a client says of the token that it logs in with.
 *
 * @param device its user agent's id
 * @param count how often it has tried, or {@link Token#NO_COUNT}
 * @param isLast whether the token is not to be good any more
 */
record TokenUse(String device, String mechanism, long count, boolean isLast) {
    private static final int MAX_DIGITS = 18;

    /** Reads {@code <fast/>}; empty if it is malformed, or the client does not say which one it is. */
    static Optional<TokenUse> of(LoginRequest request, Element fast) {
        String device = request.userAgent().id();
        String count = fast.attribute("count").orElse("");
        String last = fast.attribute("invalidate").orElse("false");
        boolean isCount = count.isEmpty() ? fast.attribute("count").isEmpty() : isNumber(count);
        if (device.isEmpty() || !isCount || !last.matches("true|false|1|0")) {
            return Optional.empty();
        }
        return Optional.of(new TokenUse(
                device,
                request.mechanism(),
                count.isEmpty() ? Token.NO_COUNT : Long.parseLong(count),
                last.equals("true") || last.equals("1")));
    }

    private static boolean isNumber(String text) {
        return text.length() <= MAX_DIGITS && text.matches("[0-9]+");
    }
}
