package im.regent.im.archive;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.StanzaError;
import im.regent.core.store.Accounts;
import im.regent.core.time.Stages;
import java.util.concurrent.CompletableFuture;

/** Shows and changes preferences (XEP-0441 §2.1) for the account, or whoever acts for it. */
final class PrefsQueries {
    private final PrefsBook book;
    private final Accounts accounts;
    private final int maxItems;
    private final PrefsXml xml = new PrefsXml();

    PrefsQueries(PrefsBook book, Accounts accounts, int maxItems) {
        this.book = book;
        this.accounts = accounts;
        this.maxItems = maxItems;
    }

    Verdict get(Iq iq, Origin origin) {
        return Verdict.later(Stages.then(
                book.of(origin.jid().bare()), origin.loop(), prefs -> Verdict.reply(iq.result(xml.encode(prefs)))));
    }

    Verdict set(Iq iq, Origin origin) {
        Jid account = origin.jid().bare();
        Prefs prefs;
        try {
            prefs = PrefsXml.parse(iq.request(), maxItems);
        } catch (MalformedRequestException e) {
            return Verdict.reject(e.error());
        }
        return Verdict.later(Stages.compose(
                accounts.exists(account),
                origin.loop(),
                exists -> exists
                        ? book.set(account, prefs).thenApply(set -> Verdict.reply(iq.result(xml.encode(set))))
                        : CompletableFuture.completedStage(
                                Verdict.reject(StanzaError.of(Condition.ITEM_NOT_FOUND, "there is no such account")))));
    }
}
