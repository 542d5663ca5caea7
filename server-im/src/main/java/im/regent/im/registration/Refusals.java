package im.regent.im.registration;

import im.regent.core.stanza.Condition;
import im.regent.core.stanza.StanzaError;
import im.regent.im.api.AccountChanges;
import java.util.Locale;
import java.util.Optional;

/** What is wrong with what somebody wants, as a stanza error (§3.1, §3.3). */
record Refusals(RegistrationSettings settings) {
    /** For a password that somebody chooses. */
    Optional<StanzaError> ofPassword(String password) {
        int length = password.codePointCount(0, password.length());
        return length < settings.minPasswordLength()
                ? Optional.of(StanzaError.of(
                        Condition.NOT_ACCEPTABLE,
                        "a password needs " + settings.minPasswordLength() + " characters or more"))
                : Optional.empty();
    }

    /** For the name of a new account. */
    Optional<StanzaError> ofName(String localpart) {
        return settings.reservedNames().contains(localpart.toLowerCase(Locale.ROOT))
                ? Optional.of(StanzaError.of(Condition.NOT_ACCEPTABLE, "this name is reserved, choose another one"))
                : Optional.empty();
    }

    /** Empty if it is done. */
    static Optional<StanzaError> of(AccountChanges.Outcome outcome) {
        return switch (outcome) {
            case DONE -> Optional.empty();
            case UNKNOWN -> error(Condition.REGISTRATION_REQUIRED, "there is no such account");
            case EXISTS -> error(Condition.CONFLICT, "this name is taken, choose another one");
            case UNREACHABLE ->
                error(Condition.NOT_ACCEPTABLE, "older servers cannot write this name, choose another one");
            case UNFIT_PASSWORD ->
                error(Condition.NOT_ACCEPTABLE, "this password holds characters that not every client can send");
            case BUSY -> error(Condition.RESOURCE_CONSTRAINT, "too much is going on, try again in a minute");
        };
    }

    private static Optional<StanzaError> error(Condition condition, String text) {
        return Optional.of(StanzaError.of(condition, text));
    }
}
