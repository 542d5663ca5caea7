package im.regent.c2s;

import im.regent.core.feature.FeatureContext;
import im.regent.core.stream.StreamFeature;
import im.regent.core.xml.Name;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What all clients' streams of a server share. */
record ClientStreams(FeatureContext context, ClientSettings settings) {
    String newId() {
        return context.routing().newId();
    }

    boolean isHost(String domain) {
        return context.routing().virtualHosts().contains(domain);
    }

    List<StreamFeature> features() {
        return context.offers();
    }

    /** The feature that takes elements of this name on a stream where it is open. */
    Optional<StreamFeature> claimant(Name name, Predicate<StreamFeature> isOpen) {
        for (StreamFeature feature : features()) {
            if (feature.claims().contains(name) && isOpen.test(feature)) {
                return Optional.of(feature);
            }
        }
        return Optional.empty();
    }

    /** Whether some feature takes elements of this name at some time. */
    boolean isKnown(Name name) {
        return features().stream().anyMatch(feature -> feature.claims().contains(name));
    }
}
