package im.regent.c2s.management;

import im.regent.core.jid.Jid;
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
        long h = Sm.h(element);
        if (waiting.isStopping()) {
            // Any answer would tell the client that its session is lost.
            stream.transport().abort();
            return Stages.done();
        }
        String id = element.attribute("previd", "");
        Jid account = stream.account().orElseThrow();
        Optional<ManagedSession> managed = waiting.find(Ticket.digest(id))
                .filter(found -> found.session().jid().bare().equals(account));
        if (managed.isEmpty()) {
            stream.transport().send(unknown(id, account));
            return Stages.done();
        }
        return new Resumption(managed.get(), id, h, stream)
                .begin()
                .thenAcceptAsync(
                        connection -> connection.ifPresentOrElse(
                                stream::bound, () -> stream.transport().send(unknown(id, account))),
                        stream.transport().loop());
    }

    private Element unknown(String id, Jid account) {
        Element failed = Sm.failed(Condition.ITEM_NOT_FOUND);
        return waiting.confirmedAtEnd(Ticket.digest(id), account)
                .map(h -> failed.with("h", Long.toString(h)))
                .orElse(failed);
    }
}
