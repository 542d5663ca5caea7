package im.regent.im.api;

import im.regent.core.session.Session;
import im.regent.core.stanza.Message;
import java.util.List;

/**
 * A message was given to sessions of an account.
 *
 * @param message as they got it; its addressee is the account or one of its resources
 * @param receivers those that got it, at least one
 */
public record DeliveredMessage(Message message, List<Session> receivers) {
    public DeliveredMessage {
        receivers = List.copyOf(receivers);
    }
}
