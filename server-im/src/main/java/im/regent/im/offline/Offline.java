package im.regent.im.offline;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.CoreEvents;
import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.hook.Verdict;
import im.regent.core.routing.Target;
import im.regent.core.session.Session;
import im.regent.core.session.SessionMemory;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.Stanza;
import im.regent.core.store.Journal;
import im.regent.core.xml.Element;
import im.regent.im.api.ArchiveIds;
import im.regent.im.api.ImEvents;
import im.regent.im.api.OfflineMessages;
import im.regent.im.api.Presences;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Offline messages (XEP-0160). */
final class Offline implements Feature {
    private final OfflineSettings settings;

    Offline(OfflineSettings settings) {
        this.settings = settings;
    }

    @Override
    public void start(FeatureContext context) {
        Presences presences = context.require(Presences.class);
        Journal<Message> journal = context.stores().journal("offline", new MessageCodec());
        ArchiveIds archives = context.find(ArchiveIds.class).orElse(ArchiveIds.NONE);
        OfflineStore store = new OfflineStore(
                new Takings.Surroundings(journal, presences, archives, context.routing(), context.scheduler()),
                context.clock(),
                settings);
        Takings takings = store.takings();
        context.provide(OfflineMessages.class, store);
        context.advertise(Target.HOST, "msgoffline");
        context.on(Flow.OUTBOUND, Phase.OBSERVE, Stanza.Kind.PRESENCE, (stanza, origin) -> {
            if (stanza.to().isEmpty() && origin instanceof Session session) {
                takings.deliver(session);
            }
            return Verdict.pass();
        });
        context.on(ImEvents.ARCHIVE_REPORTED, new Clearing(journal, archives)::clear);
        context.on(CoreEvents.SESSION_DETACHED, takings::handOver);
        context.on(CoreEvents.SESSION_RESUMED, takings::deliver);
        context.on(CoreEvents.SESSION_ENDED, takings::forget);
        context.remember(new Kept(takings));
    }

    /** Of a session that is stored, what it was given is stored with it. */
    private record Kept(Takings takings) implements SessionMemory {
        @Override
        public String name() {
            return "offline";
        }

        @Override
        public Optional<Element> save(Session session) {
            session.state(Given.class).ifPresent(Given::save);
            return Optional.empty();
        }

        @Override
        public CompletionStage<Void> stored(Session session) {
            return takings.stored(session);
        }

        /** It may have come too late for what was kept meanwhile. */
        @Override
        public void revived(Session session) {
            takings.deliver(session);
        }
    }
}
