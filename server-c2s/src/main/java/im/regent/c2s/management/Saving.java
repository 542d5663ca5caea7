package im.regent.c2s.management;

import im.regent.c2s.login.PasswordPrints;
import im.regent.core.feature.FeatureContext;
import im.regent.core.session.SessionMemory;
import im.regent.core.store.Credentials;
import im.regent.core.store.Stores;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the suspended sessions when the server stops. First everything comes to rest: what the clients have sent is handled,
 * what follows from the ends of other sessions has been sent. Then each session is looked at once, on its loop; what is sent to
 * it from then on goes where it would go without it. A session that cannot be stored, or for which there is no room, ends as it
 * would without all this.
 */
final class Saving {
    private static final Logger log = LoggerFactory.getLogger(Saving.class);

    private final FeatureContext context;
    private final WaitingSessions waiting;
    private final SavedSessions shelf;
    private final AtomicLong room;
    private final AtomicInteger saved = new AtomicInteger();

    Saving(FeatureContext context, ManagementSettings settings, WaitingSessions waiting, SavedSessions shelf) {
        this.context = context;
        this.waiting = waiting;
        this.shelf = shelf;
        this.room = new AtomicLong(settings.maxSavedBytes());
    }

    CompletionStage<Void> run() {
        List<ManagedSession> sessions = waiting.all();
        if (sessions.isEmpty()) {
            return Stages.done();
        }
        return Stages.all(sessions.stream().map(ManagedSession::settled).toList())
                .thenCompose(rest -> Stages.all(
                        context.memories().stream().map(SessionMemory::settled).toList()))
                .thenCompose(
                        rest -> Stages.all(sessions.stream().map(this::save).toList()))
                .thenRun(() -> log.info("{} sessions wait for the next start", saved.get()));
    }

    private CompletionStage<Void> save(ManagedSession managed) {
        return context.stores()
                .accounts()
                .credentials(managed.session().jid().bare())
                .exceptionally(failure -> {
                    log.warn("a session could not be stored", Stages.cause(failure));
                    return Optional.empty();
                })
                .thenComposeAsync(
                        account -> look(managed, account), managed.session().loop());
    }

    private CompletionStage<Void> look(ManagedSession managed, Optional<Credentials> account) {
        if (managed.isOver()) {
            return Stages.done();
        }
        if (account.isEmpty()) {
            return managed.session().close(StreamError.of(StreamCondition.SYSTEM_SHUTDOWN));
        }
        Map<String, Element> memories = new LinkedHashMap<>();
        for (SessionMemory memory : context.memories()) {
            memory.save(managed.session()).ifPresent(known -> memories.put(memory.name(), known));
        }
        Element xml = managed.saved(PasswordPrints.of(account.get()), memories).xml();
        if (!fits(new XmlWriter().document(xml).length()) || !managed.session().retire()) {
            return managed.session().close(StreamError.of(StreamCondition.SYSTEM_SHUTDOWN));
        }
        managed.retired();
        return shelf.put(managed.session().jid(), xml)
                .handleAsync(
                        (stored, failure) -> {
                            if (failure != null) {
                                log.warn("a session could not be stored", Stages.cause(failure));
                                managed.ended();
                                return Stages.done();
                            }
                            saved.incrementAndGet();
                            return Stages.all(context.memories().stream()
                                            .map(memory -> memory.stored(managed.session()))
                                            .toList())
                                    .thenCompose(safe -> managed.forget());
                        },
                        managed.session().loop())
                .thenCompose(done -> done);
    }

    private boolean fits(int bytes) {
        boolean hasRoom = bytes <= Stores.MAX_VALUE_BYTES && room.addAndGet(-bytes) >= 0;
        if (!hasRoom && bytes <= Stores.MAX_VALUE_BYTES) {
            room.addAndGet(bytes);
        }
        return hasRoom;
    }
}
