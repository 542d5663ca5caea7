package im.regent.core.hook;

import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import java.util.concurrent.CompletionStage;

/** What a hook or an IQ handler decides. The pipeline acts on it. */
public sealed interface Verdict {
    /** The cases, to switch over. */
    enum Kind {
        PASS,
        REPLACE,
        REPLY,
        REJECT,
        DROP,
        HANDLED,
        LATER
    }

    /** Which case this is. */
    Kind kind();

    /** The stanza goes on. */
    enum Pass implements Verdict {
        PASS;

        @Override
        public Kind kind() {
            return Kind.PASS;
        }
    }

    /** The hook has done all there is to do, or will, with a deadline of its own. */
    enum Handled implements Verdict {
        HANDLED;

        @Override
        public Kind kind() {
            return Kind.HANDLED;
        }
    }

    /** Another stanza goes on in its place. */
    record Replace(Stanza stanza) implements Verdict {
        @Override
        public Kind kind() {
            return Kind.REPLACE;
        }
    }

    /** The origin gets this answer; the stanza goes no further. */
    record Reply(Iq answer) implements Verdict {
        @Override
        public Kind kind() {
            return Kind.REPLY;
        }
    }

    /** The origin gets this error, if the stanza is one that may be answered; it goes no further. */
    record Reject(StanzaError error) implements Verdict {
        @Override
        public Kind kind() {
            return Kind.REJECT;
        }
    }

    /** The stanza ends here, silently; the reason is for the log. */
    record Drop(String reason) implements Verdict {
        @Override
        public Kind kind() {
            return Kind.DROP;
        }
    }

    /** The verdict needs local storage first; until then the origin's stream is parked. Never for what others answer. */
    record Later(CompletionStage<? extends Verdict> stage) implements Verdict {
        @Override
        public Kind kind() {
            return Kind.LATER;
        }
    }

    /** {@link Pass}. */
    static Verdict pass() {
        return Pass.PASS;
    }

    /** {@link Handled}. */
    static Verdict handled() {
        return Handled.HANDLED;
    }

    /** {@link Replace}. */
    static Verdict replace(Stanza stanza) {
        return new Replace(stanza);
    }

    /** {@link Reply}. */
    static Verdict reply(Iq answer) {
        return new Reply(answer);
    }

    /** {@link Reject}. */
    static Verdict reject(StanzaError error) {
        return new Reject(error);
    }

    /** {@link Drop}. */
    static Verdict drop(String reason) {
        return new Drop(reason);
    }

    /** {@link Later}. */
    static Verdict later(CompletionStage<? extends Verdict> stage) {
        return new Later(stage);
    }
}
