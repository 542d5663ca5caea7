package im.regent.core.hook;

import im.regent.core.session.Origin;
import im.regent.core.stanza.Stanza;

/** A feature's place in a stanza's way. Runs on the origin's loop and never blocks. */
@FunctionalInterface
public interface StanzaHook {
    /** Decides about a stanza of this origin. A throw is a bug: see {@link Phase#failsClosed()}. */
    Verdict on(Stanza stanza, Origin origin);
}
