package im.regent.im.api;

import im.regent.core.jid.Jid;
import java.util.concurrent.CompletionStage;

/** How accounts leave for good. Safe for every thread. */
public interface Departures {
    /**
     * Removes every contact of an account, as if its owner did (RFC 6121 §2.5.2): contacts hear {@code unsubscribe} and
     * {@code unsubscribed}, so that the rosters of local ones do not go on granting their presence to whoever gets the address
     * next. Who asked for a subscription is refused. To be called when the account has no sessions any more, and before it is
     * deleted.
     *
     * @return when that is done, and durable as far as local accounts are concerned; fails when storage does
     */
    CompletionStage<Void> leave(Jid account);
}
