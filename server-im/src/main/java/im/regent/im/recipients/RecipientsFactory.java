package im.regent.im.recipients;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.stanza.Stanza;
import im.regent.im.api.Rosters;
import java.util.List;
import java.util.Set;

/** Makes the limit on recipients. */
public final class RecipientsFactory implements FeatureFactory<RecipientsSettings> {
    @Override
    public String id() {
        return "recipients";
    }

    @Override
    public RecipientsSettings settings(Settings settings) {
        return RecipientsSettings.read(settings);
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(205, "1.0.2"));
    }

    @Override
    public Feature create(RecipientsSettings settings) {
        return context -> {
            RecipientLimit limit =
                    new RecipientLimit(settings, context.require(Rosters.class), context.scheduler()::nanoTime);
            for (Stanza.Kind kind : Stanza.Kind.values()) {
                context.on(Flow.OUTBOUND, Phase.POLICY, kind, limit::check);
            }
        };
    }

    @Override
    public Set<Class<?>> needs() {
        return Set.of(Rosters.class);
    }
}
