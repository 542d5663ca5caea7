package im.regent.c2s;

import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamFact;
import im.regent.core.stream.StreamFeature;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** A feature with a bug: it takes {@code <crash/>} in every state of a stream. */
final class CrashingFeature implements FeatureFactory<Boolean> {
    static final String SECRET = "the row of the table";

    private static final String NAMESPACE = "urn:example:crash";

    @Override
    public String id() {
        return "crash";
    }

    @Override
    public String path() {
        return "";
    }

    @Override
    public Boolean settings(Settings settings) {
        return true;
    }

    @Override
    public Feature create(Boolean settings) {
        return context -> context.offer(new Crash());
    }

    private record Crash() implements StreamFeature {
        @Override
        public Set<StreamFact> needs() {
            return Set.of();
        }

        @Override
        public Set<StreamFact> forbids() {
            return Set.of();
        }

        @Override
        public Optional<Element> offer(NegotiatedStream stream) {
            return Optional.of(Element.of(NAMESPACE, "crash"));
        }

        @Override
        public Set<Name> claims() {
            return Set.of(new Name(NAMESPACE, "crash"));
        }

        @Override
        public CompletionStage<Void> received(Element element, NegotiatedStream stream) {
            throw new IllegalStateException(SECRET);
        }
    }
}
