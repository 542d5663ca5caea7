package im.regent.im.commands;

import im.regent.core.stanza.StanzaError;
import im.regent.core.xml.Element;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where a command is after a step. */
public sealed interface Stage {
    /** The cases, to switch over. */
    enum Kind {
        ASKING,
        DONE,
        REFUSED
    }

    /** Which case this is. */
    Kind kind();

    /**
     * The requester is to fill in a form.
     *
     * @param isLast whether the command is complete after that, so far as one can see
     * @param next takes the form
     */
    record Asking(Form form, boolean isLast, CommandStep next) implements Stage {
        @Override
        public Kind kind() {
            return Kind.ASKING;
        }
    }

    /**
     * The command is over.
     *
     * @param note a sentence for people, or empty
     * @param hasFailed whether it was not possible to do what was wanted
     * @param payload what was found
     */
    record Done(String note, boolean hasFailed, List<Element> payload) implements Stage {
        public Done {
            payload = List.copyOf(payload);
        }

        @Override
        public Kind kind() {
            return Kind.DONE;
        }
    }

    /** The step did nothing; the requester may try it again. */
    record Refused(StanzaError error) implements Stage {
        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }
    }

    /** {@link Asking} for the last time. */
    static CompletionStage<Stage> ask(Form form, CommandStep next) {
        return CompletableFuture.completedStage(new Asking(form, true, next));
    }

    /** It was done. */
    static Stage done(String note) {
        return new Done(note, false, List.of());
    }

    /** It could not be done. */
    static Stage failed(String note) {
        return new Done(note, true, List.of());
    }

    /** It was found out. */
    static Stage found(Form result) {
        return new Done("", false, List.of(result.xml("result")));
    }

    /** {@link Refused}. */
    static Stage refused(StanzaError error) {
        return new Refused(error);
    }
}
