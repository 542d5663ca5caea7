package im.regent.im.presence;

import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** What the subscription feature makes presence do. Addresses are bare. Safe for every thread; the stages never fail. */
public interface PresenceExchange {
    /**
     * Shows a contact what each available session of the account last broadcast (RFC 6121 §3.1.5), if the contact is
     * subscribed; a step of the account.
     */
    CompletionStage<Void> showCurrent(Jid account, Jid contact, Executor loop);

    /**
     * Sends a contact unavailable presence of every session of the account that it may know of (§3.2.2); no step of its own.
     * The contact is told whether or not it is still subscribed.
     */
    CompletionStage<Void> hide(Jid account, Jid contact, Executor loop);

    /**
     * Sends unavailable presence to those who may think that the account is available, as far as they are meant: of available
     * sessions to who is subscribed, of every session to whom it has shown itself by directed presence, which it forgets. No
     * step of its own.
     *
     * @param meant for a subscribed contact's or a shown address, to which addresses the presence goes; often none, or itself
     * @param origin of the presence; acts for the account
     */
    CompletionStage<Void> hide(Jid account, Function<Jid, Set<Jid>> meant, Origin origin);
}
