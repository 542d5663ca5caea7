package im.regent.im.archive;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.Stanza;
import im.regent.core.store.Accounts;
import im.regent.core.store.Archive;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.im.api.Rosters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts messages into archives.
 *
 * <p>The problem: a client that has seen the id of a message asks for what came after it; so no message may get a smaller id
 * and reach the client later. The idea: a message gets its id in the step in which it is handed to the client's session
 * ({@link Arrivals}), and everything that might have to wait is done before: preferences of an account with sessions are fetched
 * by {@link #clean}, a hook that stands earlier, and held. Delivery does not wait for the disk, unless that is far behind: only
 * the confirmation for the sender does.
 *
 * <p>A message goes into its receiver's archive when somebody is given it or it is kept for the account, so what is blocked or
 * refused never does, and into its sender's when it is routed; each has an id of its own. A message to oneself goes in once, as
 * it comes. Safe for every thread.
 */
final class Recorder {
    private static final Logger log = LoggerFactory.getLogger(Recorder.class);

    /** Some seconds of writing, and far from what storage lets wait. */
    private static final int MAX_UNDER_WAY = 20_000;

    /** Where messages go and what decides about them. */
    record Shelf(Archive<Element> archive, PrefsBook prefs, IdKeys keys, SentIds sent, ArchiveSettings settings) {}

    private final Shelf shelf;
    private final Routing routing;
    private final Accounts accounts;
    private final Rosters rosters;
    private final InstantSource clock;
    private final Backlog backlog = new Backlog(MAX_UNDER_WAY);

    Recorder(Shelf shelf, Routing routing, Accounts accounts, Rosters rosters, InstantSource clock) {
        this.shelf = shelf;
        this.routing = routing;
        this.accounts = accounts;
        this.rosters = rosters;
        this.clock = clock;
    }

    /** The account sends a message, or somebody who acts for it does: first look. */
    Verdict cleanOutbound(Stanza stanza, Origin origin) {
        Jid account = origin.jid().bare();
        return account.hasLocal() ? clean(account, (Message) stanza) : Verdict.pass();
    }

    /** A message has come for the account: first look. */
    Verdict cleanInbound(Stanza stanza, Origin origin) {
        return stanza.receiver().hasLocal() ? clean(stanza.receiver().bare(), (Message) stanza) : Verdict.pass();
    }

    private Verdict clean(Jid account, Message message) {
        Message cleaned = StanzaIds.withoutThoseOf(account, message);
        Verdict verdict = message.equals(cleaned) ? Verdict.pass() : Verdict.replace(cleaned);
        return Archivable.isArchivable(cleaned) ? Verdict.later(ready(account).thenApply(ready -> verdict)) : verdict;
    }

    /** Complete, without a failure, when the message can be recorded at once: mostly now. */
    private CompletionStage<Boolean> ready(Jid account) {
        boolean isKnown =
                shelf.prefs().isHeld(account) || routing.sessions().of(account).isEmpty();
        // A failure is met again, and answered, by the next look.
        return isKnown
                ? backlog.room()
                : shelf.prefs().hold(account).handle((prefs, failure) -> true).thenCompose(held -> backlog.room());
    }

    Verdict recordOutbound(Stanza stanza, Origin origin) {
        Message message = (Message) stanza;
        Jid account = origin.jid().bare();
        if (!account.hasLocal() || !Archivable.isArchivable(message)) {
            return Verdict.pass();
        }
        Jid contact = message.to().orElse(account);
        if (contact.bare().equals(account)) {
            return Verdict.pass(); // it is archived when it comes
        }
        return record(account, contact, origin, ids -> {
            Archive.Appended appended = append(account, contact, message, origin);
            shelf.sent().remember(message, account, ids.encode(account, appended.id()));
            return Verdict.pass();
        });
    }

    /** It is archived by whoever gives it to the account, if somebody does: a message that is rejected never is (§6.1). */
    Verdict recordInbound(Stanza stanza, Origin origin) {
        Message message = (Message) stanza;
        Jid to = message.receiver();
        if (!to.hasLocal() || !Archivable.isArchivable(message)) {
            return Verdict.pass();
        }
        Jid account = to.bare();
        return record(account, message.sender(), origin, ids -> {
            shelf.sent().arrivals().expect(message, given -> {
                Archive.Appended appended = append(account, given.sender(), given, origin);
                return StanzaIds.with(ids.encode(account, appended.id()), account, given);
            });
            return Verdict.pass();
        });
    }

    /** What is done with a message when it is to be archived. */
    private interface Step {
        Verdict with(WireIds ids);
    }

    /** Takes the step if there is such an account and it wants the message to be archived; at once if all is in memory. */
    private Verdict record(Jid account, Jid contact, Origin origin, Step step) {
        CompletionStage<Boolean> exists = routing.sessions().of(account).isEmpty()
                ? accounts.exists(account)
                : CompletableFuture.completedStage(true);
        return Verdict.later(Stages.compose(exists, origin.loop(), isThere -> {
            if (!isThere) {
                return CompletableFuture.completedStage(Verdict.pass());
            }
            CompletionStage<Boolean> wanted = Stages.compose(
                    shelf.prefs().of(account), origin.loop(), prefs -> isWanted(prefs.with(contact), account, contact));
            return Stages.compose(
                    wanted,
                    origin.loop(),
                    isWanted -> isWanted
                            ? Stages.then(shelf.keys().of(account), origin.loop(), step::with)
                            : CompletableFuture.completedStage(Verdict.pass()));
        }));
    }

    private CompletionStage<Boolean> isWanted(Prefs.Policy policy, Jid account, Jid contact) {
        return switch (policy) {
            case ALWAYS -> CompletableFuture.completedStage(true);
            case NEVER -> CompletableFuture.completedStage(false);
            // XEP-0441 §2.3.1: "the comparison MUST use the bare target JID".
            case ROSTER -> rosters.item(account, contact.bare()).thenApply(item -> item.isPresent());
        };
    }

    private Archive.Appended append(Jid account, Jid contact, Message message, Origin origin) {
        Archive.Appended appended = shelf.archive().append(account, contact, clock.instant(), message.xml());
        appended.durable().whenComplete((done, failure) -> {
            if (failure != null) {
                shelf.sent().lost(account, appended.id());
                log.error("a message could not be archived", Stages.cause(failure));
            }
        });
        backlog.add(appended.durable());
        origin.confirmAfter(appended.durable());
        Retention retention = shelf.settings().retention(account);
        if (appended.id() % retention.messagesBetweenTrims() == 0) {
            trim(account, retention.maxMessages());
        }
        return appended;
    }

    /** Deletes what is too old. */
    void trimByAge(Jid account) {
        trim(account, Integer.MAX_VALUE);
    }

    private void trim(Jid account, int maxMessages) {
        Duration maxAge = shelf.settings().retention(account).maxAge();
        Instant oldest = clock.instant().minus(maxAge);
        shelf.archive().trim(account, oldest, maxMessages).whenComplete((done, failure) -> {
            if (failure != null) {
                log.error("old messages could not be deleted from an archive", Stages.cause(failure));
            }
        });
    }
}
