package im.regent.core.feature;

import im.regent.core.config.Settings;
import java.util.List;
import java.util.Set;

/**
 * Makes a feature from its settings. Found by {@link java.util.ServiceLoader}; its defaults stand in
 * {@code defaults.conf} beside its class, relative to its {@link #path}.
 *
 * @param <C> the settings record
 */
public interface FeatureFactory<C> {
    /** A short name in kebab-case: the key of its settings, and its place among hooks of one phase. */
    String id();

    /** Where its settings, and its defaults, stand in the configuration; empty for the whole of it. */
    default String path() {
        return "features." + id();
    }

    /** Reads the settings: {@code settings} is the section at {@link #path}, its root the whole configuration. */
    C settings(Settings settings);

    /** Makes the feature. */
    Feature create(C settings);

    /**
     * The keys, from the top of the configuration, that it takes while it runs, by {@link FeatureContext#onReload}; each with
     * all that is below it, and with a star for a name that an administrator gives. All others are kept until the next start.
     */
    default Set<String> live() {
        return Set.of();
    }

    /** The interfaces that the feature {@link FeatureContext#provide provides} to others. */
    default Set<Class<?>> provides() {
        return Set.of();
    }

    /** What it implements; the description of the project is made of this. */
    default List<Specification> specifications() {
        return List.of();
    }

    /** The interfaces that it can make use of, if somebody {@link #provides} them: those providers start first. */
    default Set<Class<?>> uses() {
        return Set.of();
    }

    /** The interfaces that it {@link FeatureContext#require requires}: their providers start first. */
    default Set<Class<?>> needs() {
        return Set.of();
    }
}
