package im.regent.im.api;

import im.regent.core.config.Secret;
import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * Makes, changes and ends accounts while the server runs. Who may do that, and to which accounts, is the callers' business.
 * Stages fail when storage does. Safe for every thread.
 */
public interface AccountChanges {
    /** How an attempt ended; but for {@code DONE} nothing has changed. */
    enum Outcome {
        DONE,
        /** There is no such account. */
        UNKNOWN,
        /** There is one already. */
        EXISTS,
        /** Older servers write this name as another one, so that it could not be reached from there (RFC 7622 §3.5). */
        UNREACHABLE,
        /** It cannot be anybody's password (RFC 4013). */
        UNFIT_PASSWORD,
        /** Too many passwords are being derived at this moment, or nobody can derive them. */
        BUSY
    }

    /** Creates an account: {@code DONE}, {@code EXISTS}, {@code UNREACHABLE}, {@code UNFIT_PASSWORD} or {@code BUSY}. */
    CompletionStage<Outcome> create(Jid account, Secret password);

    /**
     * Replaces the password, also one that has expired: {@code DONE}, {@code UNKNOWN}, {@code UNFIT_PASSWORD} or {@code BUSY}.
     * When the new one holds, the account's sessions are told to end; that is not waited for.
     *
     * @param stays which of them go on all the same, such as the one that changes it
     */
    CompletionStage<Outcome> changePassword(Jid account, Secret password, Predicate<? super Session> stays);

    /** Refuses further logins, or allows them again: {@code DONE} or {@code UNKNOWN}. Sessions go on. */
    CompletionStage<Outcome> disable(Jid account, boolean isDisabled);

    /**
     * Deletes an account with all that belongs to it: {@code DONE} or {@code UNKNOWN}. Nobody logs in again from the
     * beginning; then the sessions end, the contacts are told, and everything that is stored for it goes.
     *
     * @param why the clients are told so
     */
    CompletionStage<Outcome> delete(Jid account, String why);
}
