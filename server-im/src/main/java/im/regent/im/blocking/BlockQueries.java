package im.regent.im.blocking;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import im.regent.core.session.Session;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.StanzaError;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.im.roster.RosterBook;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Answers what an account, or whoever acts for it, asks about its block list. Each request is a step of the account, so that
 * results, pushes and the presence that a change causes come in the order of the changes, and no broadcast slips in between.
 */
final class BlockQueries {
    private final BlockLists lists;
    private final RosterBook book;
    private final BlockPushes pushes;
    private final BlockEffects effects;
    private final Consumer<BlockedItem> watcher;
    private final int maxItems;

    BlockQueries(
            BlockLists lists,
            RosterBook book,
            BlockPushes pushes,
            BlockEffects effects,
            Consumer<BlockedItem> watcher,
            int maxItems) {
        this.lists = lists;
        this.book = book;
        this.pushes = pushes;
        this.effects = effects;
        this.watcher = watcher;
        this.maxItems = maxItems;
    }

    Verdict get(Iq iq, Origin origin) {
        Jid account = origin.jid().bare();
        return Verdict.later(book.inOrder(
                account,
                origin.loop(),
                () -> Stages.compose(lists.of(account), origin.loop(), list -> {
                    if (origin instanceof Session session) {
                        BlockPushes.becomeInterested(session);
                    }
                    origin.reply(iq.result(BlockXml.items(BlockXml.LIST, list.addresses())));
                    return CompletableFuture.completedStage(Verdict.handled());
                })));
    }

    Verdict block(Iq iq, Origin origin) {
        Jid account = origin.jid().bare();
        BlockRequest request;
        try {
            request = BlockRequest.parse(iq.request(), account).checkedToBlock(account);
        } catch (MalformedBlockRequestException e) {
            return Verdict.reject(e.error());
        }
        Set<Jid> addresses = request.addresses();
        return change(iq, origin, list -> list.with(addresses), edit -> {
            pushes.push(account, BlockXml.items(BlockXml.BLOCK, addresses));
            request.items().forEach(watcher);
            // Still in the step: what the contact sees last is that the account has gone.
            return effects.hide(edit, origin).thenApply(done -> Stages.done());
        });
    }

    Verdict unblock(Iq iq, Origin origin) {
        Jid account = origin.jid().bare();
        BlockRequest request;
        try {
            request = BlockRequest.parse(iq.request(), account);
        } catch (MalformedBlockRequestException e) {
            return Verdict.reject(e.error());
        }
        Set<Jid> addresses = request.addresses();
        // §3.5: "an empty <unblock/> element" unblocks everybody.
        UnaryOperator<BlockList> change = addresses.isEmpty() ? BlockList::emptied : list -> list.without(addresses);
        Element push = BlockXml.items(BlockXml.UNBLOCK, addresses);
        return change(iq, origin, change, edit -> {
            pushes.push(account, push);
            return CompletableFuture.completedStage(effects.show(edit, origin));
        });
    }

    private interface Effects {
        /** Runs in the step that changed the list; the inner stage may wait for later steps of the account. */
        CompletionStage<CompletionStage<Void>> of(BlockEdit edit);
    }

    private Verdict change(Iq iq, Origin origin, UnaryOperator<BlockList> change, Effects effectsOfIt) {
        Jid account = origin.jid().bare();
        CompletionStage<CompletionStage<Verdict>> step = book.inOrder(
                account,
                origin.loop(),
                () -> Stages.compose(
                        lists.edit(account, change), origin.loop(), edit -> finish(iq, origin, edit, effectsOfIt)));
        return Verdict.later(step.thenCompose(rest -> rest));
    }

    private CompletionStage<CompletionStage<Verdict>> finish(
            Iq iq, Origin origin, BlockEdit edit, Effects effectsOfIt) {
        return switch (edit.outcome()) {
            case NO_ACCOUNT -> refused(Condition.ITEM_NOT_FOUND, "there is no such account");
            case NO_ROOM -> refused(Condition.POLICY_VIOLATION, "a block list may have " + maxItems + " items");
            case DONE -> {
                origin.reply(iq.result());
                yield effectsOfIt.of(edit).thenApply(rest -> rest.thenApply(done -> Verdict.handled()));
            }
        };
    }

    private static CompletionStage<CompletionStage<Verdict>> refused(Condition condition, String text) {
        return CompletableFuture.completedStage(
                CompletableFuture.completedStage(Verdict.reject(StanzaError.of(condition, text))));
    }
}
