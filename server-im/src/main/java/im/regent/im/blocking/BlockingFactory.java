package im.regent.im.blocking;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import im.regent.im.api.Rosters;
import im.regent.im.presence.PresenceExchange;
import im.regent.im.roster.RosterBook;
import java.util.List;
import java.util.Set;

/** Makes the feature {@code blocking}. */
public final class BlockingFactory implements FeatureFactory<BlockingSettings> {
    @Override
    public String id() {
        return "blocking";
    }

    @Override
    public BlockingSettings settings(Settings settings) {
        return BlockingSettings.read(settings);
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(191, "1.3"));
    }

    @Override
    public Feature create(BlockingSettings settings) {
        return new Blocking(settings);
    }

    @Override
    public Set<Class<?>> provides() {
        return Set.of(BlockWatch.class);
    }

    @Override
    public Set<Class<?>> needs() {
        return Set.of(Rosters.class, RosterBook.class, PresenceExchange.class);
    }
}
