package im.regent.im.archive;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import im.regent.core.session.Session;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.StanzaError;
import im.regent.core.store.Archive;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Answers what an account, or whoever acts for it, asks its archive. A query parks the stream of who asks until its page is
 * there: so one session has one query at a time, and results come behind whatever was sent before, with nothing in between
 * that the same session asked for. Who acts for an account without a session of it is answered, but has no use for results:
 * they are messages, which would go to the account's clients.
 */
final class ArchiveQueries {
    private static final StanzaError NOT_FOUND =
            StanzaError.of(Condition.ITEM_NOT_FOUND, "there is no such id in the archive");

    private final Archive<Element> archive;
    private final IdKeys keys;
    private final ArchiveSettings settings;
    private final Supplier<String> stanzaIds;

    /** @param stanzaIds ids for the messages that carry results */
    ArchiveQueries(Archive<Element> archive, IdKeys keys, ArchiveSettings settings, Supplier<String> stanzaIds) {
        this.archive = archive;
        this.keys = keys;
        this.settings = settings;
        this.stanzaIds = stanzaIds;
    }

    /** §4.1.5. */
    Verdict fields(Iq iq, Origin origin) {
        return Verdict.reply(iq.result(Element.of(Names.ARCHIVE, "query").plus(QueryForm.fields())));
    }

    /** §4. */
    Verdict query(Iq iq, Origin origin) {
        Jid account = origin.jid().bare();
        return Verdict.later(Stages.compose(keys.of(account), origin.loop(), ids -> query(iq, account, ids, origin)));
    }

    private CompletionStage<Verdict> query(Iq iq, Jid account, WireIds ids, Origin origin) {
        ArchiveRequest request;
        try {
            QueryForm form = new QueryForm(account, ids, settings.maxPageSize());
            request = ArchiveRequest.parse(iq.request(), form, settings);
        } catch (MalformedRequestException e) {
            return CompletableFuture.completedStage(Verdict.reject(e.error()));
        }
        Results results = new Results(iq, account, ids, request);
        return Stages.then(archive.page(account, request.query()), origin.loop(), page -> {
            if (page.isEmpty()) {
                return Verdict.reject(NOT_FOUND);
            }
            send(page.get(), results, origin);
            if (request.isWhole() && origin instanceof Session session) {
                remember(page.get(), session);
            }
            return Verdict.handled();
        });
    }

    /** "the server MUST send the iq result after last query result has been sent to the client": both in one turn. */
    private void send(Archive.Page<Element> page, Results results, Origin origin) {
        results.messages(page, stanzaIds).forEach(origin::reply);
        origin.reply(results.fin(page));
    }

    private static void remember(Archive.Page<Element> page, Session session) {
        if (!page.entries().isEmpty()) {
            long first = page.entries().get(0).id();
            long last = page.entries().get(page.entries().size() - 1).id();
            session.state(Fetched.class, Fetched::new).add(first, last);
        }
    }

    /** §5. */
    Verdict metadata(Iq iq, Origin origin) {
        return Verdict.later(
                Stages.then(metadata(origin), origin.loop(), metadata -> Verdict.reply(iq.result(metadata))));
    }

    /** From where to where the archive of somebody's account goes, now. */
    CompletionStage<Element> metadata(Origin origin) {
        Jid account = origin.jid().bare();
        return Stages.compose(
                keys.of(account),
                origin.loop(),
                ids -> Stages.then(archive.span(account), origin.loop(), span -> metadata(account, ids, span)));
    }

    private static Element metadata(Jid account, WireIds ids, Optional<Archive.Span> span) {
        Element metadata = Element.of(Names.ARCHIVE, "metadata");
        return span.map(known -> metadata.plus(mark("start", ids, account, known.first()))
                        .plus(mark("end", ids, account, known.last())))
                .orElse(metadata);
    }

    private static Element mark(String name, WireIds ids, Jid account, Archive.Mark mark) {
        return Element.of(Names.ARCHIVE, name)
                .with("id", ids.encode(account, mark.id()))
                .with("timestamp", mark.at().toString());
    }
}
