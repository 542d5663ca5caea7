package im.regent.c2s.management;

import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.CoreEvents;
import im.regent.core.hook.Undelivered;
import im.regent.core.routing.ClientSession;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Stanza;
import im.regent.core.time.Stages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a session leaves that its client never acknowledged: published, so that it goes where it would have gone without it. */
record Remains(FeatureContext context, ClientSession session) {
    private static final Logger log = LoggerFactory.getLogger(Remains.class);

    /** Publishes all; {@code forget} forgets them, and begins on the loop when they are safe elsewhere. */
    void publish(Unacknowledged left, Supplier<CompletionStage<Void>> forget) {
        List<CompletionStage<?>> debts = new ArrayList<>();
        left.drainTo(entry -> publish(entry, debts::add));
        Stages.all(debts).thenComposeAsync(safe -> forget.get(), session.loop()).exceptionally(failure -> {
            log.warn("what a session left may come again after the next start", Stages.cause(failure));
            return null;
        });
    }

    void publish(Unacknowledged.Entry entry) {
        publish(entry, durable -> {});
    }

    private void publish(Unacknowledged.Entry entry, Consumer<CompletionStage<?>> owes) {
        try {
            Stanza stanza = Stanza.parse(entry.stanza());
            context.publish(
                    CoreEvents.UNDELIVERED,
                    new Undelivered(session, stanza, Instant.ofEpochMilli(entry.atMillis()), owes));
        } catch (MalformedStanzaException e) {
            // An answer to a stanza that was malformed itself: nobody else can use it.
            log.debug("{}: an answer was not acknowledged", session);
        }
    }
}
