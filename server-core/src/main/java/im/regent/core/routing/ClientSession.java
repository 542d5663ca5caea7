package im.regent.core.routing;

import im.regent.core.hook.CoreEvents;
import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.session.SessionKeeper;
import im.regent.core.session.Sessions;
import im.regent.core.session.Valve;
import im.regent.core.stanza.Stanza;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamTransport;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client's session after resource binding: admits what the client sends, one stanza at a time, and sends what others have
 * for it.
 *
 * <p>{@link #start} binds it. It ends when its connection is gone, unless a {@link SessionKeeper} keeps it for another one
 * ({@link #attach}), or when {@link #close} ends it from our side. In each case it leaves the session table and the end is
 * published exactly once, on the loop, before the address can be bound again.
 *
 * <p><b>Threads.</b> The session lives on the loop of its first connection for ever, or on one that it was given when it was
 * brought back: a connection on another loop crosses over. What is sent passes the valves on that loop, in the order in which it
 * was handed over, whichever threads that came from; so they see it in the order of the wire. Everything but {@code send},
 * {@code state}, {@code close} and {@code confirmAfter} belongs to the loop.
 */
public final class ClientSession implements Session {
    /** What is known of the first stream. */
    private record StreamFacts(String id, String lang) {}

    private final Routing routing;
    private final Jid jid;
    private final Executor loop;
    private final String lang;
    private final SessionStates states = new SessionStates();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Valves valves = new Valves(this::write);
    private final HandOver entrance;
    private volatile String streamId;
    private volatile @Nullable SessionKeeper keeper;
    private volatile @Nullable Attachment attachment;

    /**
     * A session that is not bound yet.
     *
     * @param jid the full address that the client has proved and chosen
     * @param lang the stream's {@code xml:lang}, or empty
     */
    public ClientSession(Routing routing, Jid jid, StreamTransport transport, String streamId, String lang) {
        this(routing, jid, transport.loop(), transport::perform, new StreamFacts(streamId, lang));
        this.attachment = new Attachment(this, transport, true);
    }

    private ClientSession(Routing routing, Jid jid, Executor loop, Consumer<Runnable> crossing, StreamFacts stream) {
        this.routing = routing;
        this.jid = jid;
        this.loop = loop;
        this.entrance = new HandOver(crossing, valves::send);
        this.streamId = stream.id();
        this.lang = stream.lang();
    }

    /**
     * A session that outlived the server that it was bound to: it has no connection yet, and is not bound again either.
     *
     * @param loop where it lives
     * @param lang as it was before
     */
    public static ClientSession detached(Routing routing, Jid jid, Executor loop, String streamId, String lang) {
        return new ClientSession(routing, jid, loop, loop::execute, new StreamFacts(streamId, lang));
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

    /** The connection that it has, if it has one. */
    public Optional<Attachment> attachment() {
        return Optional.ofNullable(attachment);
    }

    /**
     * Goes on over another connection. One that is still there is closed with {@code conflict} (XEP-0198 §5). What was kept
     * meanwhile is the keeper's to send.
     *
     * @return what the new connection's stream is to be bound to
     */
    public Attachment attach(StreamTransport transport, String newStreamId) {
        Attachment former = attachment;
        boolean isAtHome = transport.loop() == loop;
        Attachment next = new Attachment(this, transport, isAtHome);
        attachment = next;
        streamId = newStreamId;
        if (former != null) {
            former.transport()
                    .close(StreamError.of(StreamCondition.CONFLICT, "the session goes on over another connection"));
        }
        return next;
    }

    /** From now on somebody keeps the session; there is one keeper at most. */
    public void keptBy(SessionKeeper newKeeper) {
        keeper = newKeeper;
    }

    /** Puts a valve in its place. What waits in a valve before it passes this one, too. */
    public void insert(Valve.Place place, Valve valve) {
        valves.insert(place, valve);
    }

    private void write(Element stanza) {
        if (attachment != null) {
            attachment.transport().send(stanza);
        }
    }

    CompletionStage<Void> received(Element element, Attachment from) throws StreamException {
        if (ended.isDone() || attachment != from) {
            return Stages.done();
        }
        SessionKeeper counting = keeper;
        if (counting == null) {
            return handle(element);
        }
        counting.receiving();
        CompletionStage<Void> handling = handle(element);
        if (Stages.isDone(handling)) {
            counting.handled();
            return handling;
        }
        return handling.whenComplete((done, failure) -> counting.handled());
    }

    private CompletionStage<Void> handle(Element element) throws StreamException {
        Optional<Stanza> stanza = Admission.admit(Admission.withLang(element, lang), jid, entrance::send);
        return stanza.isPresent() ? routing.router().submit(stanza.get(), this) : Stages.done();
    }

    /** A connection is gone. */
    void lost(Attachment former, boolean isFarewell, Optional<StreamError> error) {
        if (attachment != former) {
            return;
        }
        SessionKeeper keeping = keeper;
        attachment = null;
        if (isFarewell || ended.isDone() || keeping == null || !keeping.keeps(error)) {
            end();
        }
    }

    private void end() {
        if (routing.sessions().unbind(this)) {
            routing.events().publish(CoreEvents.SESSION_ENDED, this);
            SessionKeeper keeping = keeper;
            if (keeping != null) {
                keeping.ended();
            }
            ended.complete(null);
        }
    }

    @Override
    public CompletionStage<Void> close(StreamError error) {
        loop.execute(() -> {
            Attachment last = attachment;
            end();
            if (last != null) {
                last.transport().close(error);
            }
        });
        return ended;
    }

    @Override
    public CompletionStage<Void> suspend(StreamError error) {
        CompletableFuture<Void> suspended = new CompletableFuture<>();
        loop.execute(() -> {
            SessionKeeper keeping = keeper;
            if (ended.isDone() || keeping == null || !keeping.suspends()) {
                close(error).thenAccept(suspended::complete);
                return;
            }
            Attachment last = attachment;
            attachment = null;
            if (last != null) {
                last.transport().perform(last.transport()::abort);
            }
            suspended.complete(null);
        });
        return suspended;
    }

    /**
     * Leaves the session table without having ended: it has been saved, and goes on from there. On the loop.
     *
     * @return whether it was still there
     */
    public boolean retire() {
        return routing.sessions().unbind(this);
    }

    /** The {@code xml:lang} of its first stream, or empty. */
    public String lang() {
        return lang;
    }

    @Override
    public void disconnect(StreamError error) {
        loop.execute(() -> attachment().ifPresent(last -> last.transport().close(error)));
    }

    @Override
    public void confirmAfter(CompletionStage<?> durable) {
        SessionKeeper counting = keeper;
        if (counting != null && !Stages.isDone(durable)) {
            counting.owes(durable);
        }
    }

    @Override
    public Jid jid() {
        return jid;
    }

    @Override
    public Executor loop() {
        return loop;
    }

    @Override
    public Duration silence() {
        return attachment().map(current -> current.transport().silence()).orElse(Duration.ZERO);
    }

    @Override
    public boolean isAway() {
        return attachment == null;
    }

    @Override
    public CompletionStage<Void> caughtUp() {
        return entrance.behind(() -> keeper != null ? keeper.caughtUp() : flushed());
    }

    private CompletionStage<Void> flushed() {
        return attachment().map(current -> current.transport().flushed()).orElseGet(Stages::never);
    }

    @Override
    public List<Element> unacknowledged() {
        SessionKeeper keeping = keeper;
        return keeping == null ? List.of() : keeping.unacknowledged();
    }

    @Override
    public String streamId() {
        return streamId;
    }

    @Override
    public void send(Stanza stanza) {
        entrance.send(stanza.xml());
    }

    @Override
    public <T> T state(Class<T> key, Supplier<T> initial) {
        return states.get(key, initial);
    }

    @Override
    public <T> Optional<T> state(Class<T> key) {
        return Optional.ofNullable(states.find(key));
    }

    @Override
    public String toString() {
        return "session " + streamId;
    }
}
