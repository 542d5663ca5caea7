package im.regent.core.session;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Stanza;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * An origin that acts for an account without a session of it, such as the server, a trusted component or an
 * administrator's command. Its stanzas take the way that the account's own stanzas take.
 *
 * @param jid the account's bare address, or a virtual host's
 * @param behind who has it act
 * @param loop where its stanzas are handled
 * @param answers takes the answers
 */
public record ActingFor(Jid jid, Jid behind, Executor loop, Consumer<Stanza> answers) implements Origin {
    /** An origin behind which nobody else stands. */
    public ActingFor(Jid jid, Executor loop, Consumer<Stanza> answers) {
        this(jid, jid, loop, answers);
    }

    /** An origin that is not told whether its stanzas failed. */
    public static ActingFor unanswered(Jid jid, Executor loop) {
        return new ActingFor(jid, loop, answer -> {});
    }

    @Override
    public void reply(Stanza answer) {
        answers.accept(answer);
    }
}
