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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
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
    private final Consumer<Session> reported;

    /**
     * @param stanzaIds ids for the messages that carry results
     * @param reported is told whose client knows up to where its archive goes, since it has come
     */
    ArchiveQueries(
            Archive<Element> archive,
            IdKeys keys,
            ArchiveSettings settings,
            Supplier<String> stanzaIds,
            Consumer<Session> reported) {
        this.archive = archive;
        this.keys = keys;
        this.settings = settings;
        this.stanzaIds = stanzaIds;
        this.reported = reported;
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
        return Stages.then(archive.page(account, request.query()), origin.loop(), found -> {
            if (found.isEmpty()) {
                return Verdict.reject(NOT_FOUND);
            }
            Archive.Page<Element> page = Portion.of(found.get(), request.query().isFromEnd());
            send(page, results, origin);
            if (origin instanceof Session session) {
                remember(page, request.isWhole(), session);
            }
            return Verdict.handled();
        });
    }

    /** "the server MUST send the iq result after last query result has been sent to the client": both in one turn. */
    private void send(Archive.Page<Element> page, Results results, Origin origin) {
        results.messages(page, stanzaIds).forEach(origin::reply);
        origin.reply(results.fin(page));
    }

    private static void remember(Archive.Page<Element> page, boolean isWhole, Session session) {
        List<Long> ids = page.entries().stream().map(Archive.Entry::id).toList();
        if (!isWhole) {
            session.state(Fetched.class, Fetched::new).addSingle(ids);
        } else if (!ids.isEmpty()) {
            remember(ids.get(0), ids.get(ids.size() - 1), session);
        }
    }

    private static void remember(long first, long last, Session session) {
        session.state(Fetched.class, Fetched::new).add(first, last);
    }

    /** §5. */
    Verdict metadata(Iq iq, Origin origin) {
        return Verdict.later(
                Stages.then(metadata(origin), origin.loop(), metadata -> Verdict.reply(iq.result(metadata))));
    }

    private CompletionStage<Element> metadata(Origin origin) {
        return metadata(origin, span -> {});
    }

    /**
     * XEP-0386: "describing the state of the user's message archive at the precise time of resource binding". A client that is
     * told so fetches what it has not got, and need not be sent it.
     */
    CompletionStage<Element> report(Session session) {
        return metadata(session, span -> {
            remember(span.first().id(), span.last().id(), session);
            reported.accept(session);
        });
    }

    /** From where to where the archive of somebody's account goes, now. */
    private CompletionStage<Element> metadata(Origin origin, Consumer<Archive.Span> known) {
        Jid account = origin.jid().bare();
        return Stages.compose(
                keys.of(account),
                origin.loop(),
                ids -> Stages.then(archive.span(account), origin.loop(), span -> {
                    span.ifPresent(known);
                    return metadata(account, ids, span);
                }));
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
