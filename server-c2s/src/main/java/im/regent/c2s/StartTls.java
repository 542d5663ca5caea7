package im.regent.c2s;

import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamFact;
import im.regent.core.stream.StreamFeature;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** STARTTLS (RFC 6120 §5). */
record StartTls(boolean isRequired) implements StreamFeature {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-tls";
    private static final Element FAILURE = Element.of(NAMESPACE, "failure");

    @Override
    public Set<StreamFact> needs() {
        return Set.of();
    }

    @Override
    public Set<StreamFact> forbids() {
        return Set.of(StreamFact.SECURE, StreamFact.AUTHENTICATED);
    }

    @Override
    public Optional<Element> offer(NegotiatedStream stream) {
        Element offer = Element.of(NAMESPACE, "starttls");
        return Optional.of(isRequired ? offer.plus(Element.of(NAMESPACE, "required")) : offer);
    }

    @Override
    public Set<Name> claims() {
        return Set.of(new Name(NAMESPACE, "starttls"));
    }

    @Override
    public CompletionStage<Void> received(Element element, NegotiatedStream stream) {
        boolean isWellFormed = element.children().isEmpty() && element.text().isBlank();
        if (isWellFormed && stream.transport().canStartTls(stream.host())) {
            stream.transport().send(Element.of(NAMESPACE, "proceed"));
            stream.transport().startTls(stream.host());
        } else {
            stream.transport().send(FAILURE);
            stream.transport().close();
        }
        return Stages.done();
    }

    /** RFC 6120 §5.4.2.2: also when "the receiving entity did not offer the STARTTLS feature in its stream features". */
    @Override
    public Optional<Element> refusal() {
        return Optional.of(FAILURE);
    }
}
