package im.regent.core.stanza;

import java.util.Locale;

/** The defined stanza error conditions with the error type each has by default (RFC 6120 §8.3.3). */
public enum Condition {
    BAD_REQUEST(ErrorType.MODIFY),
    CONFLICT(ErrorType.CANCEL),
    FEATURE_NOT_IMPLEMENTED(ErrorType.CANCEL),
    FORBIDDEN(ErrorType.AUTH),
    GONE(ErrorType.CANCEL),
    INTERNAL_SERVER_ERROR(ErrorType.CANCEL),
    ITEM_NOT_FOUND(ErrorType.CANCEL),
    JID_MALFORMED(ErrorType.MODIFY),
    NOT_ACCEPTABLE(ErrorType.MODIFY),
    NOT_ALLOWED(ErrorType.CANCEL),
    NOT_AUTHORIZED(ErrorType.AUTH),
    POLICY_VIOLATION(ErrorType.MODIFY),
    RECIPIENT_UNAVAILABLE(ErrorType.WAIT),
    REDIRECT(ErrorType.MODIFY),
    REGISTRATION_REQUIRED(ErrorType.AUTH),
    REMOTE_SERVER_NOT_FOUND(ErrorType.CANCEL),
    REMOTE_SERVER_TIMEOUT(ErrorType.WAIT),
    RESOURCE_CONSTRAINT(ErrorType.WAIT),
    SERVICE_UNAVAILABLE(ErrorType.CANCEL),
    SUBSCRIPTION_REQUIRED(ErrorType.AUTH),
    UNDEFINED_CONDITION(ErrorType.CANCEL),
    UNEXPECTED_REQUEST(ErrorType.WAIT);

    private final ErrorType type;
    private final String element;

    Condition(ErrorType type) {
        this.type = type;
        this.element = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The type that goes with this condition unless a specification says otherwise. */
    public ErrorType type() {
        return type;
    }

    /** The name of the element on the wire. */
    public String element() {
        return element;
    }
}
