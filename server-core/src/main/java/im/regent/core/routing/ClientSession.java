package im.regent.core.routing;

import im.regent.core.hook.CoreEvents;
import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.session.Sessions;
import im.regent.core.stanza.Stanza;
import im.regent.core.stream.BoundStream;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamTransport;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * A client's stream after resource binding: admits what the client sends, one stanza at a time, and sends what others have
 * for it.
 *
 * <p>{@link #start} binds it, {@link #end} is called when the connection is gone; {@link #close} ends it from our side. In
 * each case it leaves the session table and the end is published exactly once, on the loop, before the address can be bound
 * again. {@code received} belongs to the loop; the rest is safe for every thread.
 */
public final class ClientSession implements Session, BoundStream {
    private final Routing routing;
    private final Jid jid;
    private final StreamTransport transport;
    private final String streamId;
    private final String lang;
    private final SessionStates states = new SessionStates();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /**
     * A session that is not bound yet.
     *
     * @param jid the full address that the client has proved and chosen
     * @param lang the stream's {@code xml:lang}, or empty
     */
    public ClientSession(Routing routing, Jid jid, StreamTransport transport, String streamId, String lang) {
        this.routing = routing;
        this.jid = jid;
        this.transport = transport;
        this.streamId = streamId;
        this.lang = lang;
    }

    /**
     * Binds the session; on the loop.
     *
     * @param max how many sessions the account may have, this one among them
     */
    public Sessions.Attempt start(int max) {
        Sessions.Attempt attempt = routing.sessions().bind(this, max);
        if (attempt == Sessions.Attempt.BOUND) {
            routing.events().publish(CoreEvents.SESSION_BOUND, this);
        }
        return attempt;
    }

    @Override
    public CompletionStage<Void> received(Element element) throws StreamException {
        if (ended.isDone()) {
            return Stages.done();
        }
        Optional<Stanza> stanza = Admission.admit(Admission.withLang(element, lang), jid, transport::send);
        return stanza.isPresent() ? routing.router().submit(stanza.get(), this) : Stages.done();
    }

    /** Ends the session because its connection is gone; on the loop. A second call does nothing. */
    @Override
    public void end() {
        if (routing.sessions().unbind(this)) {
            routing.events().publish(CoreEvents.SESSION_ENDED, this);
            ended.complete(null);
        }
    }

    @Override
    public CompletionStage<Void> close(StreamError error) {
        loop().execute(() -> {
            end();
            transport.close(error);
        });
        return ended;
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
    public Duration silence() {
        return transport.silence();
    }

    @Override
    public String streamId() {
        return streamId;
    }

    @Override
    public void send(Stanza stanza) {
        transport.send(stanza);
    }

    @Override
    public <T> T state(Class<T> key, Supplier<T> initial) {
        return states.get(key, initial);
    }

    @Override
    public <T> Optional<T> state(Class<T> key) {
        return Optional.ofNullable(states.find(key));
    }

    /** The stream's name; no address. */
    @Override
    public String toString() {
        return "session " + streamId;
    }
}
