package im.regent.im.api;

import im.regent.core.session.Session;
import im.regent.core.stanza.Message;
import java.util.Optional;

/** What others may know of the message archives of accounts (XEP-0313). Safe for every thread. */
public interface ArchiveIds {
    /**
     * The id under which its sender's archive keeps a message that is on its way out, for the {@code <stanza-id/>} of copies
     * that the sender's own clients get; for hooks that observe {@code OUTBOUND}. The message itself never carries it: its
     * receiver must not learn it.
     */
    Optional<String> ofSent(Message message);

    /**
     * Whether a client has had this message out of its account's archive already, so that it need not have it once more; for a
     * message to the account, with the {@code <stanza-id/>} that it was given when it came.
     */
    boolean hasFetched(Session session, Message message);
}
