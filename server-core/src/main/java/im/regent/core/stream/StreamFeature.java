package im.regent.core.stream;

import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Something that can be negotiated on a client's stream (RFC 6120 §4.3), as a value with pre-conditions. The negotiation
 * loop knows no feature by name: it offers those whose facts hold, and gives first-level elements to the one that claims
 * them. Shared by all streams, so it keeps no state of its own.
 */
public interface StreamFeature {
    /** The facts that must be established. */
    Set<StreamFact> needs();

    /** The facts that must not be established yet. */
    Set<StreamFact> forbids();

    /** What stands in {@code <stream:features/>}; empty where it is not offered on this stream. */
    Optional<Element> offer(NegotiatedStream stream);

    /** The first-level elements that this feature takes; no stanzas. */
    default Set<Name> claims() {
        return Set.of();
    }

    /** The IQs that this feature takes before a resource is bound, by the name of their payload. */
    default Set<Name> requests() {
        return Set.of();
    }

    /**
     * Takes an element that it claims, while its facts hold and it is offered.
     *
     * @return when the next element may come
     */
    default CompletionStage<Void> received(Element element, NegotiatedStream stream) throws StreamException {
        return Stages.done();
    }

    /**
     * What its protocol answers to an element that it claims where it is not offered; the stream is closed behind that. Empty
     * for the stream error {@code policy-violation}.
     */
    default Optional<Element> refusal() {
        return Optional.empty();
    }

    /** A feature that only announces something once the facts hold, such as {@code <ver/>} of RFC 6121 §2.6.1. */
    static StreamFeature announcement(Element element, Set<StreamFact> needs) {
        return new StreamFeature() {
            @Override
            public Set<StreamFact> needs() {
                return needs;
            }

            @Override
            public Set<StreamFact> forbids() {
                // A client whose resource was bound together with its login (XEP-0386) has not seen it before.
                return Set.of();
            }

            @Override
            public Optional<Element> offer(NegotiatedStream stream) {
                return Optional.of(element);
            }
        };
    }
}
