package im.regent.im.blocking;

import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Stanza;
import java.util.concurrent.Executor;

/**
 * The account, as it tells those whom it has just blocked that it is unavailable: the last that they get of it. The rules let
 * this origin pass, and nothing else is ever sent with it.
 */
record Farewell(Jid jid, Executor loop) implements Origin {
    @Override
    public void reply(Stanza answer) {
        // Unavailable presence has no answer.
    }
}
