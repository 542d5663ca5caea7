package im.regent.im.carbons;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.hook.Verdict;
import im.regent.core.routing.BindOption;
import im.regent.core.routing.Target;
import im.regent.core.session.Origin;
import im.regent.core.session.Session;
import im.regent.core.session.SessionMemory;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.xml.Name;
import im.regent.im.api.ArchiveIds;
import im.regent.im.api.ImEvents;
import im.regent.im.api.Presences;
import java.time.Instant;
import java.time.InstantSource;

/** XEP-0280. */
final class Carbons implements Feature {
    private final CarbonsSettings settings;

    Carbons(CarbonsSettings settings) {
        this.settings = settings;
    }

    @Override
    public void start(FeatureContext context) {
        Copies copies = new Copies(
                context.routing(),
                context.require(Presences.class),
                context.find(ArchiveIds.class).orElse(ArchiveIds.NONE),
                settings.rememberedMessages());
        context.advertise(Target.HOST, Eligibility.NAMESPACE);
        onSwitch(context, "enable", true);
        onSwitch(context, "disable", false);
        context.contribute(BindOption.class, new EnabledAtOnce(context.clock()));
        context.on(Flow.INBOUND, Phase.GUARD, Stanza.Kind.MESSAGE, Copies::guard);
        context.on(Flow.OUTBOUND, Phase.OBSERVE, Stanza.Kind.MESSAGE, copies::sent);
        context.on(ImEvents.MESSAGE_DELIVERED, copies::received);
        context.remember(
                SessionMemory.ofFlag("carbons", Copies::isEnabled, session -> Copies.enable(session, Instant.EPOCH)));
    }

    private static void onSwitch(FeatureContext context, String element, boolean isWanted) {
        Name payload = new Name(Eligibility.NAMESPACE, element);
        InstantSource clock = context.clock();
        context.onIq(Iq.Type.SET, payload, Target.SELF, (iq, origin) -> toggle(iq, origin, isWanted, clock));
        // §4.1 would have <not-allowed/> for requests to somebody else's account: nobody answers them, as nobody
        // answers
        // for an account that does not exist (RFC 6120 §13.11).
    }

    private static Verdict toggle(Iq iq, Origin origin, boolean isWanted, InstantSource clock) {
        if (!(origin instanceof Session session)) {
            return notAllowed();
        }
        if (isWanted) {
            Copies.enable(session, clock.instant());
        } else {
            Copies.disable(session);
        }
        return Verdict.reply(iq.result());
    }

    private static Verdict notAllowed() {
        return Verdict.reject(StanzaError.of(Condition.NOT_ALLOWED, "a client enables or disables carbons for itself"));
    }
}
