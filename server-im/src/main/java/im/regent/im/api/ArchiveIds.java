package im.regent.im.api;

import im.regent.core.session.Session;
import im.regent.core.stanza.Message;

/**
 * What others may know of the message archives of accounts (XEP-0313). Safe for every thread; nothing here waits.
 *
 * <p>A message to an account tells by its {@code <stanza-id/>} that it is archived: it was given it when it came, and nobody
 * else can give it one. What was kept and sent again later still has it.
 */
public interface ArchiveIds {
    /** Where there are no archives. */
    ArchiveIds NONE = new ArchiveIds() {
        @Override
        public Message asSent(Message message) {
            return message;
        }

        @Override
        public boolean isKept(Message message) {
            return false;
        }

        @Override
        public boolean hasFetched(Session session, Message message) {
            return false;
        }
    };

    /**
     * A message on its way out as its sender's own clients may see it: with the {@code <stanza-id/>} under which the sender's
     * archive keeps it, if it does; for hooks that observe {@code OUTBOUND}. The message itself never carries that: its
     * receiver must not learn it.
     */
    Message asSent(Message message);

    /** Whether the archive of the account for which this message is keeps it: then it is not lost, whoever has not got it. */
    boolean isKept(Message message);

    /**
     * Whether a client has had this message out of its account's archive already, so that it need not have it once more; for a
     * message to the account.
     */
    boolean hasFetched(Session session, Message message);
}
