package im.regent.im.blocking;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.CoreEvents;
import im.regent.core.hook.EventPoint;
import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.routing.Target;
import im.regent.core.session.SessionMemory;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Stanza;
import im.regent.core.store.Codec;
import im.regent.im.api.Rosters;
import im.regent.im.presence.PresenceExchange;
import im.regent.im.roster.RosterBook;

/** XEP-0191. */
final class Blocking implements Feature {
    private static final EventPoint<BlockedItem> BLOCKED = new EventPoint<>("item-blocked", BlockedItem.class);

    private final BlockingSettings settings;

    Blocking(BlockingSettings settings) {
        this.settings = settings;
    }

    @Override
    public void start(FeatureContext context) {
        RosterBook book = context.require(RosterBook.class);
        BlockLists lists = new BlockLists(
                context.stores().maps("blocking", Codec.xml()),
                context.stores().accounts(),
                context.routing().sessions(),
                book,
                settings.maxItems());
        BlockEffects effects = new BlockEffects(
                context.routing(), context.require(Rosters.class), context.require(PresenceExchange.class));
        BlockQueries queries = new BlockQueries(
                lists,
                book,
                new BlockPushes(context.routing()),
                effects,
                blocked -> context.publish(BLOCKED, blocked),
                settings.maxItems());
        context.provide(BlockWatch.class, watcher -> context.routing().events().on(BLOCKED, watcher));
        context.onIq(Iq.Type.GET, BlockXml.LIST, Target.SELF, queries::get);
        context.onIq(Iq.Type.SET, BlockXml.BLOCK, Target.SELF, queries::block);
        context.onIq(Iq.Type.SET, BlockXml.UNBLOCK, Target.SELF, queries::unblock);
        rules(context, new BlockRules(lists));
        context.on(CoreEvents.SESSION_ENDED, lists::ended);
        context.remember(SessionMemory.ofFlag("blocking", BlockPushes::isInterested, BlockPushes::becomeInterested));
    }

    /** They stand where the users' own rules do: behind what nobody may do, before everything that handles or keeps. */
    private static void rules(FeatureContext context, BlockRules rules) {
        for (Stanza.Kind kind : Stanza.Kind.values()) {
            context.on(Flow.OUTBOUND, Phase.POLICY, kind, rules::outbound);
            context.on(Flow.ON_BEHALF, Phase.POLICY, kind, rules::onBehalf);
            context.on(Flow.INBOUND, Phase.POLICY, kind, rules::inbound);
            context.on(Flow.KEPT, Phase.POLICY, kind, rules::kept);
        }
    }
}
