package im.regent.im.api;

import im.regent.core.jid.Jid;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** When accounts were last available, as storage has it. Safe for every thread. */
public interface LastLogouts {
    /** Empty for an account that was never available, or does not exist; of no meaning while it is available. */
    CompletionStage<Optional<LastLogout>> of(Jid account);
}
