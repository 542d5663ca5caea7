package im.regent.im.subscription;

import im.regent.core.jid.Jid;
import im.regent.core.session.ActingFor;
import im.regent.core.time.Stages;
import im.regent.im.api.Departures;
import im.regent.im.roster.RosterBook;
import im.regent.im.roster.RosterEdit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Removes contacts one after the other: what one of them hears is done before the next one is touched. */
final class LiveDepartures implements Departures {
    private final RosterBook book;
    private final RemovedContacts effects;
    private final Executor loop;
    private final Consumer<Jid> left;

    /** @param left is told of each account that has left */
    LiveDepartures(RosterBook book, RemovedContacts effects, Executor loop, Consumer<Jid> left) {
        this.book = book;
        this.effects = effects;
        this.loop = loop;
        this.left = left;
    }

    @Override
    public CompletionStage<Void> leave(Jid account) {
        Jid owner = account.bare();
        return book.contacts(owner)
                .thenComposeAsync(
                        contacts -> {
                            CompletionStage<Void> removed = Stages.done();
                            for (Jid contact : contacts) {
                                removed = removed.thenComposeAsync(done -> remove(owner, contact), loop);
                            }
                            return removed;
                        },
                        loop)
                .thenRunAsync(() -> left.accept(owner), loop);
    }

    private CompletionStage<Void> remove(Jid account, Jid contact) {
        return book.inOrder(
                        account,
                        loop,
                        () -> Stages.compose(book.remove(account, contact), loop, LiveDepartures.this::announced))
                .thenComposeAsync(
                        edit -> effects.removed(account, contact, edit.before(), ActingFor.unanswered(account, loop)),
                        loop);
    }

    private CompletionStage<RosterEdit> announced(RosterEdit edit) {
        edit.change().forEach(book::announce);
        return CompletableFuture.completedStage(edit);
    }
}
