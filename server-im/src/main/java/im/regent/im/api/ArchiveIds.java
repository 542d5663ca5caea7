package im.regent.im.api;

import im.regent.core.session.Session;
import im.regent.core.stanza.Message;
import java.util.function.Consumer;

/**
 * The message archives of accounts (XEP-0313), for those who deliver messages. Safe for every thread; nothing here waits.
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
        public Message handOver(Message message, Consumer<Message> receivers) {
            receivers.accept(message);
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

    /**
     * Hands a message over to those who get it, or keep it, for its account; if it belongs into the account's archive, it is
     * put there, and has its {@code <stanza-id/>}. That and the handing over are one step: who is handed two messages gets the
     * one with the smaller id first, whichever threads they come on.
     *
     * @param message as it came out of the hooks
     * @param receivers may not wait, and may not hand over anything else
     * @return the message as it was handed over
     */
    Message handOver(Message message, Consumer<Message> receivers);

    /** Whether the archive of the account for which this message is keeps it: then it is not lost, whoever has not got it. */
    boolean isKept(Message message);

    /**
     * Whether a client has had this message out of its account's archive already, or was told when it came that it is there
     * ({@link ImEvents#ARCHIVE_REPORTED}), so that it need not have it once more; for a message to the account.
     */
    boolean hasFetched(Session session, Message message);
}
