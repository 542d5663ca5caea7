package im.regent.core.routing;

import im.regent.core.hook.CoreEvents;
import im.regent.core.hook.Flow;
import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.session.ComponentLink;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamTransport;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * A component's stream after the handshake: what it sends may come from any address of its domain and from no other, and
 * must be addressed.
 *
 * <p>{@code start}, {@code received} and {@code end} belong to the loop; the rest is safe for every thread.
 */
public final class ComponentSession implements ComponentLink, Route {
    private static final int MAX_WAITING = 1_000;

    private final Routing routing;
    private final Jid jid;
    private final StreamTransport transport;
    private final String streamId;
    private final Lanes lanes;
    private final HandOver entrance;
    private boolean hasStarted;
    private volatile boolean hasEnded;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** A session for the component with this domain. */
    public ComponentSession(Routing routing, Jid jid, StreamTransport transport, String streamId) {
        this.routing = routing;
        this.jid = jid;
        this.transport = transport;
        this.streamId = streamId;
        this.entrance = new HandOver(transport::perform, transport::send);
        this.lanes = new Lanes(transport.loop(), MAX_WAITING, this::submit);
    }

    private CompletionStage<Void> submit(Stanza stanza) {
        return routing.pipeline()
                .run(
                        Flow.FROM_COMPONENT,
                        stanza,
                        this,
                        passed -> routing.router().submit(passed, this));
    }

    /** Tells the features, before any stanza is routed to the component. */
    public void start() {
        hasStarted = true;
        routing.events().publish(CoreEvents.COMPONENT_CONNECTED, this);
    }

    /** Takes a first-level element; the stage tells when the next may come. */
    public CompletionStage<Void> received(Element element) throws StreamException {
        if (ended.isDone()) {
            return Stages.done();
        }
        Jid from = claimedSender(element);
        Optional<Stanza> stanza = Admission.admit(element, from, entrance::send);
        if (stanza.isEmpty()) {
            return Stages.done();
        }
        if (stanza.get().to().isEmpty()) {
            Answers.reject(
                    stanza.get(), this, StanzaError.of(Condition.BAD_REQUEST, "a component's stanza needs a 'to'"));
            return Stages.done();
        }
        return lanes.add(stanza.get());
    }

    private Jid claimedSender(Element element) throws StreamException {
        String from = element.attribute("from", "");
        try {
            Jid claimed = Jid.parse(from);
            if (claimed.domain().equals(jid.domain())) {
                return claimed;
            }
        } catch (MalformedJidException e) {
            throw new StreamException(StreamCondition.INVALID_FROM, "'from': " + e.getMessage());
        }
        // XEP-0114 §3.2.1: a 'from' of another domain is the component's error; RFC 6120 §4.9.3.9 names it.
        throw new StreamException(StreamCondition.INVALID_FROM, "this stream may only send from " + jid.domain());
    }

    /** The stream is gone; on the loop. A second call does nothing. */
    public void end() {
        if (!ended.isDone() && hasStarted) {
            hasStarted = false;
            hasEnded = true;
            routing.pendingReplies().forget(this);
            routing.events().publish(CoreEvents.COMPONENT_GONE, this);
            ended.complete(null);
        }
    }

    /** Complete when the end of the session has been published; on its loop. */
    public CompletionStage<Void> ended() {
        return ended;
    }

    @Override
    public CompletionStage<Void> deliver(Stanza stanza, Origin origin) {
        return routing.pipeline().run(Flow.TO_COMPONENT, stanza, origin, passed -> {
            send(passed);
            return Stages.done();
        });
    }

    @Override
    public void send(Stanza stanza) {
        entrance.send(stanza.xml());
    }

    @Override
    public boolean hasEnded() {
        return hasEnded;
    }

    @Override
    public void close(StreamError error) {
        loop().execute(() -> {
            end();
            transport.close(error);
        });
    }

    @Override
    public Jid jid() {
        return jid;
    }

    @Override
    public Executor loop() {
        return transport.loop();
    }

    @Override
    public String streamId() {
        return streamId;
    }

    /** The stream's name; no address. */
    @Override
    public String toString() {
        return "component stream " + streamId;
    }
}
