package im.regent.im.roster;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.routing.Target;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Stanza;
import im.regent.core.stream.StreamFact;
import im.regent.core.stream.StreamFeature;
import im.regent.core.xml.Element;
import im.regent.im.api.Rosters;
import java.util.Set;

/** RFC 6121 §2. */
final class RosterFeature implements Feature {
    private final RosterSettings settings;

    RosterFeature(RosterSettings settings) {
        this.settings = settings;
    }

    @Override
    public void start(FeatureContext context) {
        RosterStore store = new RosterStore(
                context.stores().maps("roster", new RosterCodec()),
                context.stores().accounts(),
                context.routing()::newId,
                settings.maxRemovals());
        Pushes pushes = new Pushes(context);
        LiveRosters rosters = new LiveRosters(store, pushes, settings, context.loop());
        RosterQueries queries = new RosterQueries(rosters, store, pushes, settings);
        context.provide(Rosters.class, rosters);
        context.provide(RosterBook.class, rosters);
        context.remember(new RosterMemory(rosters, store, pushes));
        context.onIq(Iq.Type.GET, RosterXml.QUERY, Target.SELF, queries::get);
        context.onIq(Iq.Type.SET, RosterXml.QUERY, Target.SELF, queries::set);
        // Before every rule of the owner's: the answer must not show whether there is one.
        context.on(Flow.INBOUND, Phase.GUARD, Stanza.Kind.IQ, RosterGuard::check);
        context.offer(StreamFeature.announcement(
                Element.of("urn:xmpp:features:rosterver", "ver"), Set.of(StreamFact.AUTHENTICATED)));
    }
}
