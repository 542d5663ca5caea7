package im.regent.c2s.sasl;

/** A message of the peer ends the exchange with this condition; the message is shown to the peer. */
final class SaslRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final SaslCondition condition;

    SaslRefusal(SaslCondition condition, String text) {
        super(text, null, false, false);
        this.condition = condition;
    }

    static SaslRefusal malformed(String text) {
        return new SaslRefusal(SaslCondition.MALFORMED_REQUEST, text);
    }

    SaslCondition condition() {
        return condition;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
