package im.regent.c2s.management;

import im.regent.core.stanza.Condition;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamFact;
import im.regent.core.stream.StreamFeature;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Announces stream management, and resumes a session in the place of binding a resource (XEP-0198 §5). */
final class Resuming implements StreamFeature {
    private final WaitingSessions waiting;

    Resuming(WaitingSessions waiting) {
        this.waiting = waiting;
    }

    @Override
    public Set<StreamFact> needs() {
        return Set.of(StreamFact.AUTHENTICATED);
    }

    @Override
    public Set<StreamFact> forbids() {
        return Set.of(StreamFact.BOUND);
    }

    @Override
    public Optional<Element> offer(NegotiatedStream stream) {
        return Optional.of(Sm.element("sm"));
    }

    @Override
    public Set<Name> claims() {
        return Set.of(Sm.name("enable"), Sm.name("resume"));
    }

    @Override
    public CompletionStage<Void> received(Element element, NegotiatedStream stream) throws StreamException {
        if (element.localName().equals("enable")) {
            // XEP-0198 §3: "The server SHALL enforce this order and return a <failed/> element".
            stream.transport().send(Sm.failed(Condition.UNEXPECTED_REQUEST));
            return Stages.done();
        }
        return waiting.resume(element, stream, (jid, resumed) -> resumed)
                .thenAccept(failed -> failed.ifPresent(stream.transport()::send));
    }
}
