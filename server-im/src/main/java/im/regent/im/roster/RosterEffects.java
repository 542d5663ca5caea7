package im.regent.im.roster;

import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import im.regent.core.time.Stages;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** What follows from a change of a roster outside of it: presence that contacts must get. */
public interface RosterEffects {
    /** There are none. */
    RosterEffects NONE = new RosterEffects() {
        @Override
        public CompletionStage<Void> removed(Jid account, Jid contact, SubscriptionState before, Origin origin) {
            return Stages.done();
        }

        @Override
        public CompletionStage<Void> granted(Jid account, Jid contact, Executor loop) {
            return Stages.done();
        }

        @Override
        public CompletionStage<Void> revoked(Jid account, Jid contact, Executor loop) {
            return Stages.done();
        }
    };

    /**
     * The owner removed the contact (RFC 6121 §2.5.2); called on the origin's loop when the change is durable and pushed.
     *
     * @return when the origin's next stanza may follow; never fails
     */
    CompletionStage<Void> removed(Jid account, Jid contact, SubscriptionState before, Origin origin);

    /** The contact may see the account's presence from now on; called on the loop. Never fails. */
    CompletionStage<Void> granted(Jid account, Jid contact, Executor loop);

    /** The contact may not see the account's presence any more; called on the loop. Never fails. */
    CompletionStage<Void> revoked(Jid account, Jid contact, Executor loop);
}
