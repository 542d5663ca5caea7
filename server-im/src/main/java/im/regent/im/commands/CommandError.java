package im.regent.im.commands;

import im.regent.core.stanza.Condition;
import im.regent.core.stanza.StanzaError;
import im.regent.core.xml.Element;
import java.util.Locale;

/** The errors of XEP-0050 §4.4. */
enum CommandError {
    MALFORMED_ACTION(Condition.BAD_REQUEST, "there is no such action"),
    BAD_ACTION(Condition.BAD_REQUEST, "this action is not possible now"),
    BAD_PAYLOAD(Condition.BAD_REQUEST, "the form is not filled in as it has to be"),
    BAD_SESSIONID(Condition.BAD_REQUEST, "there was no such session for you and this command"),
    SESSION_EXPIRED(Condition.NOT_ALLOWED, "this session is over");

    private final Condition condition;
    private final String text;

    CommandError(Condition condition, String text) {
        this.condition = condition;
        this.text = text;
    }

    StanzaError error() {
        String element = name().toLowerCase(Locale.ROOT).replace('_', '-');
        return StanzaError.of(condition, text).plus(Element.of(CommandDesk.NAMESPACE, element));
    }
}
