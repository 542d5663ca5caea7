package im.regent.c2s.management;

import im.regent.c2s.login.PasswordPrints;
import im.regent.core.feature.FeatureContext;
import im.regent.core.jid.Jid;
import im.regent.core.routing.ClientSession;
import im.regent.core.session.SessionMemory;
import im.regent.core.session.Sessions;
import im.regent.core.store.Credentials;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the stored sessions back when the server starts, before anybody can connect. First all of them are there again,
 * without a word to anybody; only then may one end, so that those who have to hear of it are there. One that cannot go on
 * (its time is over, its account is disabled or has another password, a later version wrote it) comes back too, and ends like
 * every other: its stanzas go where they would have gone without it, and who thinks that it is available hears that it is not.
 *
 * <p>A session stays in storage until it is resumed or has ended and its stanzas are safe elsewhere: a server that is killed
 * meanwhile finds it again.
 */
final class Revival {
    private static final Logger log = LoggerFactory.getLogger(Revival.class);

    /** A session that is there again. */
    private record Revived(ManagedSession managed, SavedSession saved, boolean goesOn) {}

    private final FeatureContext context;
    private final ManagementSettings settings;
    private final WaitingSessions waiting;
    private final SavedSessions shelf;

    Revival(FeatureContext context, ManagementSettings settings, WaitingSessions waiting, SavedSessions shelf) {
        this.context = context;
        this.settings = settings;
        this.waiting = waiting;
        this.shelf = shelf;
    }

    CompletionStage<Void> run() {
        List<CompletableFuture<List<Revived>>> hosts = context.routing().virtualHosts().stream()
                .map(host -> host(Jid.valueOf(host))
                        .exceptionally(failure -> {
                            log.error("stored sessions cannot be read, and wait for the next start", failure);
                            return List.of();
                        })
                        .toCompletableFuture())
                .toList();
        return Stages.all(hosts)
                .thenCompose(done -> begin(
                        hosts.stream().flatMap(host -> host.join().stream()).toList()));
    }

    private CompletionStage<List<Revived>> host(Jid host) {
        return shelf.of(host).thenCompose(found -> {
            List<CompletableFuture<Optional<Revived>>> revived = latest(found).stream()
                    .map(each -> revive(each).toCompletableFuture())
                    .toList();
            return Stages.all(revived)
                    .thenApply(done -> revived.stream()
                            .flatMap(each -> each.join().stream())
                            .toList());
        });
    }

    /** A session that is stored twice was about to be stored anew when the server was killed: the later one is the whole. */
    private Collection<SavedSessions.Found> latest(List<SavedSessions.Found> found) {
        Map<String, SavedSessions.Found> latest = new LinkedHashMap<>();
        for (SavedSessions.Found each : found) {
            String key = each.xml().attribute("token", each.place().toString());
            SavedSessions.Found former = latest.put(key, each);
            if (former != null) {
                discard(former);
            }
        }
        return latest.values();
    }

    private void discard(SavedSessions.Found found) {
        shelf.remove(found.place()).exceptionally(failure -> {
            log.warn("a stored session could not be deleted", Stages.cause(failure));
            return null;
        });
    }

    private CompletionStage<Optional<Revived>> revive(SavedSessions.Found found) {
        SavedSession saved;
        try {
            saved = SavedSession.read(found.xml());
        } catch (IllegalArgumentException e) {
            log.warn(
                    "stored session {} is left out, and kept: {}", found.place().id(), e.getMessage());
            return CompletableFuture.completedStage(Optional.empty());
        }
        Executor loop = context.nextLoop();
        return context.stores()
                .accounts()
                .credentials(saved.jid().bare())
                .thenApplyAsync(account -> revive(found, saved, account, loop), loop)
                .exceptionally(failure -> {
                    log.error("a stored session could not be brought back", Stages.cause(failure));
                    return Optional.empty();
                });
    }

    private Optional<Revived> revive(
            SavedSessions.Found found, SavedSession saved, Optional<Credentials> account, Executor loop) {
        if (account.isEmpty()) {
            discard(found);
            return Optional.empty();
        }
        if (!saved.isWhole()) {
            log.warn(
                    "stored session {} cannot be resumed: this version cannot read it",
                    found.place().id());
        }
        ClientSession session = ClientSession.detached(
                context.routing(), saved.jid(), loop, context.routing().newId(), saved.lang());
        ManagedSession managed = session.state(
                ManagedSession.class, () -> new ManagedSession(session, context, settings, waiting, saved.ticket()));
        managed.restore(saved, () -> shelf.remove(found.place()));
        if (session.start(Integer.MAX_VALUE) != Sessions.Attempt.BOUND) {
            managed.ended();
            return Optional.empty();
        }
        boolean isKnown = restoreMemories(session, saved.memories());
        return Optional.of(new Revived(
                managed,
                saved,
                saved.isWhole() && isKnown && isWelcome(account.get(), saved) && settings.survivesRestart()));
    }

    private static boolean isWelcome(Credentials account, SavedSession saved) {
        return !account.isDisabled() && PasswordPrints.areOf(account, saved.passwords());
    }

    private boolean restoreMemories(ClientSession session, Map<String, Element> known) {
        boolean isKnown = true;
        for (SessionMemory memory : context.memories()) {
            Element saved = known.get(memory.name());
            try {
                if (saved != null) {
                    memory.restore(session, saved);
                }
            } catch (IllegalArgumentException e) {
                log.warn("a stored session cannot be resumed: what {} knew of it cannot be read", memory.name(), e);
                isKnown = false;
            }
        }
        return isKnown;
    }

    private CompletionStage<Void> begin(List<Revived> all) {
        if (all.isEmpty()) {
            return Stages.done();
        }
        List<CompletionStage<Void>> begun = new ArrayList<>();
        for (Revived revived : all) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            begun.add(done);
            revived.managed()
                    .session()
                    .loop()
                    .execute(() -> begin(revived).whenComplete((nothing, failure) -> done.complete(null)));
        }
        long waitingNow = all.stream().filter(Revived::goesOn).count();
        return Stages.all(begun).thenRun(() -> log.info("{} sessions of before wait for their clients", waitingNow));
    }

    private CompletionStage<Void> begin(Revived revived) {
        ManagedSession managed = revived.managed();
        if (!revived.goesOn() || !managed.awaits(revived.saved().until())) {
            return managed.giveUp();
        }
        context.memories().forEach(memory -> memory.revived(managed.session()));
        return Stages.done();
    }
}
