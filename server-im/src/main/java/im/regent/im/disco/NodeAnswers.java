package im.regent.im.disco;

import im.regent.core.hook.Verdict;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Iq;
import java.util.Optional;

/**
 * Answers what is asked of nodes of a virtual host or of an account; accounts only for those who may know of them. Safe for
 * every thread; never blocks.
 */
public interface NodeAnswers {
    /** The answer to a request for information about a node; empty for nodes that it does not know. */
    Optional<Verdict> info(Iq request, Origin origin);

    /** The answer to a request for the items of a node; empty for nodes that it does not know. */
    Optional<Verdict> items(Iq request, Origin origin);
}
