package im.regent.im.commands;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a requester wants (XEP-0050 §4.1). */
enum Action {
    EXECUTE,
    CANCEL,
    PREV,
    NEXT,
    COMPLETE;

    static Optional<Action> of(String value) {
        return Arrays.stream(values())
                .filter(action -> action.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst();
    }
}
