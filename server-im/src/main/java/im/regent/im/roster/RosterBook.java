package im.regent.im.roster;

import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.stanza.Presence;
import im.regent.im.api.RosterChange;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The rosters as the features of presence and subscription need them. Addresses of accounts and contacts are bare. Safe for
 * every thread.
 */
public interface RosterBook {
    /**
     * Runs a step of an account behind all its earlier ones. In it, nothing may wait for a step of another account, nor for
     * a later one of this: that goes behind the stage.
     *
     * @param loop where the step starts; it must stay there
     */
    <T> CompletionStage<T> inOrder(Jid account, Executor loop, Supplier<? extends CompletionStage<T>> step);

    /**
     * Changes the subscription with a contact; to be called in a step of the account. The owner's clients are not told yet:
     * see {@link #announce}.
     *
     * @param stanza what caused the change; kept if the contact's request is pending from now on
     * @param transition a pure function
     * @return when the change is durable
     */
    CompletionStage<RosterEdit> change(
            Jid account, Jid contact, Presence stanza, UnaryOperator<SubscriptionState> transition);

    /** Every address of which the account's roster keeps something: its contacts, and those who asked to be some. */
    CompletionStage<List<Jid>> contacts(Jid account);

    /**
     * Removes a contact, and its request if there is one; to be called in a step of the account. As for {@link #change},
     * nobody is told yet.
     */
    CompletionStage<RosterEdit> remove(Jid account, Jid contact);

    /** Pushes the change to the owner's interested sessions and publishes it; in the step that made it, on its loop. */
    void announce(RosterChange change);

    /** The pending subscription requests of contacts, as they arrived. */
    CompletionStage<List<Presence>> requests(Jid account);

    /** The sessions that asked for the roster on their stream (RFC 6121 §2.2). */
    List<Session> interested(Jid account);

    /** Says who takes care of the effects of changes; one feature does. */
    void effects(RosterEffects effects);
}
