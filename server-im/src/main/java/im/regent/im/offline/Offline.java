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
import im.regent.im.api.ArchiveIds;
import im.regent.im.api.ImEvents;
import im.regent.im.api.OfflineMessages;
import im.regent.im.api.Presences;

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
                journal, presences, archives, context.routing(), context.clock(), settings.maxMessages());
        context.provide(OfflineMessages.class, store);
        context.advertise(Target.HOST, "msgoffline");
        context.on(Flow.OUTBOUND, Phase.OBSERVE, Stanza.Kind.PRESENCE, (stanza, origin) -> {
            if (stanza.to().isEmpty() && origin instanceof Session session) {
                store.deliver(session);
            }
            return Verdict.pass();
        });
        context.on(ImEvents.ARCHIVE_REPORTED, new Clearing(journal, archives)::clear);
        context.on(CoreEvents.SESSION_ENDED, store::forget);
        context.remember(new Willing(store));
    }

    /** Knows nothing of sessions: one that is there again may have come too late for what was kept meanwhile. */
    private record Willing(OfflineStore store) implements SessionMemory {
        @Override
        public String name() {
            return "offline";
        }

        @Override
        public void revived(Session session) {
            store.deliver(session);
        }
    }
}
