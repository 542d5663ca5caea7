package im.regent.c2s.management;

import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.CoreEvents;
import im.regent.core.routing.Attachment;
import im.regent.core.routing.ClientSession;
import im.regent.core.session.Outlet;
import im.regent.core.session.SessionKeeper;
import im.regent.core.session.Valve;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamTransport;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One session under stream management.
 *
 * <p>What passes to the client is kept until the client acknowledges it. When the connection breaks, the session waits and
 * goes on keeping; a new connection gets what is left, in order, and then what follows. When the session ends, what is left is
 * published as undelivered, so that it goes where it would have gone without the session: nothing that was accepted for a
 * client is lost with its connection.
 *
 * <p>When the server stops, the session can be {@link #saved}; with what was stored, another one goes on after the start. It is
 * stored until that one is resumed, or has ended and what was left is safe elsewhere.
 *
 * <p>One request for acknowledgement is under way at a time: the next one follows the answer if something has been sent
 * meanwhile. So a burst costs one request in each round trip, and a silent client none.
 *
 * <p>Confined to the session's loop, but for what comes from the disk.
 */
final class ManagedSession implements SessionKeeper, Valve {
    /** A client that is there may have more waiting than one that is away: it may be slow. */
    private static final int PATIENCE = 4;

    private final ClientSession session;
    private final FeatureContext context;
    private final ManagementSettings settings;
    private final WaitingSessions waiting;
    private final Ticket ticket;
    private final Requests requests;
    private final Window window;
    private final Remains remains;
    private final Unacknowledged unacknowledged;
    private final Received received = new Received();
    private final Confirmations confirmations;
    private boolean isSuspended;
    private boolean isOver;
    private @Nullable Supplier<CompletionStage<Void>> deletion;

    ManagedSession(
            ClientSession session,
            FeatureContext context,
            ManagementSettings settings,
            WaitingSessions waiting,
            Ticket ticket) {
        this.session = session;
        this.context = context;
        this.settings = settings;
        this.waiting = waiting;
        this.ticket = ticket;
        this.unacknowledged = new Unacknowledged(waiting.share(session));
        this.requests = new Requests(session, unacknowledged, context.scheduler(), settings.acknowledgeWithin());
        this.window = new Window(context, session, ticket.window(), this::expire);
        this.confirmations = new Confirmations(session, received);
        this.remains = new Remains(context, session);
    }

    ClientSession session() {
        return session;
    }

    /** Counts from now on. */
    void begin() {
        session.keptBy(this);
        session.insert(Place.ACKNOWLEDGEMENT, this);
        if (ticket.isResumable()) {
            waiting.add(ticket.token(), this);
        }
    }

    /** Goes on where the session stopped that was stored, before this one is bound; {@code stored} deletes what is stored. */
    void restore(SavedSession saved, Supplier<CompletionStage<Void>> stored) {
        this.deletion = stored;
        received.restore(saved.received());
        unacknowledged.restore(saved.acknowledged(), saved.queue());
        begin();
    }

    /** Waits for its client until then; returns whether that is not over yet. */
    boolean awaits(Instant end) {
        boolean isOpen = window.open(end);
        if (isOpen) {
            waitsNow();
        }
        return isOpen;
    }

    private void waitsNow() {
        waiting.detached(ticket.token(), session.jid().bare(), this).ifPresent(ManagedSession::giveUp);
    }

    private void expire() {
        if (session.attachment().isEmpty()) {
            giveUp();
        }
    }

    /** Ends the session; complete when it has ended. */
    CompletionStage<Void> giveUp() {
        return session.close(StreamError.of(StreamCondition.CONNECTION_TIMEOUT, "the client did not come back"));
    }

    @Override
    public void send(Element stanza, Outlet next) {
        long now = context.clock().millis();
        if (isOver) {
            remains.publish(Unacknowledged.Entry.of(stanza, now));
            return;
        }
        unacknowledged.add(stanza, now);
        next.send(stanza);
        session.attachment().ifPresentOrElse(connection -> sent(connection.transport()), this::kept);
    }

    private void sent(StreamTransport transport) {
        if (isFull(PATIENCE)) {
            session.close(StreamError.of(StreamCondition.POLICY_VIOLATION, "too much is not acknowledged"));
        } else if (!requests.isOpen()) {
            requests.send(transport);
        }
    }

    private void kept() {
        if (isFull(1)) {
            session.close(StreamError.of(StreamCondition.RESOURCE_CONSTRAINT, "too much is waiting"));
        }
    }

    private boolean isFull(int patience) {
        return unacknowledged.size() > (long) patience * settings.maxStanzas()
                || unacknowledged.bytes() > (long) patience * settings.maxBytes();
    }

    /** The client has handled so many stanzas. */
    void acknowledged(long h, Attachment connection) {
        if (!unacknowledged.acknowledge(h)) {
            connection.transport().close(Sm.tooHigh(h, unacknowledged.sent()));
            return;
        }
        requests.answered(connection.transport());
    }

    /** The client asks how far we are. */
    void asked(Attachment connection) {
        confirmations.asked(connection);
    }

    @Override
    public void receiving() {
        received.receiving();
    }

    @Override
    public void handled() {
        received.handled();
    }

    @Override
    public void owes(CompletionStage<?> durable) {
        confirmations.owes(durable);
    }

    @Override
    public boolean keeps(Optional<StreamError> error) {
        boolean isMisuse = error.filter(cause -> cause.condition() == StreamCondition.UNDEFINED_CONDITION)
                .isPresent();
        if (isMisuse || !isWorthKeeping()) {
            return false;
        }
        detach();
        context.publish(CoreEvents.SESSION_DETACHED, session);
        return true;
    }

    private boolean isWorthKeeping() {
        return ticket.isResumable() && !isFull(1);
    }

    private void detach() {
        requests.close();
        confirmations.forget();
        window.open();
        waitsNow();
    }

    @Override
    public boolean suspends() {
        if (!settings.survivesRestart() || !isWorthKeeping()) {
            return false;
        }
        waiting.stop();
        isSuspended = true;
        if (session.attachment().isPresent()) {
            detach();
        }
        return true;
    }

    /** All that is to be stored, with what features know. */
    SavedSession saved(Set<String> passwords, Map<String, Element> memories) {
        return new SavedSession(
                session.jid(),
                ticket,
                session.lang(),
                window.end(),
                received.confirmed(),
                unacknowledged.acknowledged(),
                unacknowledged.entries(),
                passwords,
                memories);
    }

    /** It is being stored: what comes now is too late for it. What was {@link #saved} stays until that is safe. */
    void retired() {
        isOver = true;
        window.close();
        requests.end();
    }

    /** Deletes what is stored of it from before, if there is something. */
    CompletionStage<Void> forget() {
        return deletion == null ? Stages.done() : deletion.get();
    }

    /** Whether the session can go on; for the loop's thread. */
    boolean isOver() {
        return isOver;
    }

    /** Complete when the disk is not waited for any more: the client may be told then how far we are. */
    CompletionStage<Void> settled() {
        return received.settled();
    }

    /**
     * The client is back over another connection: it is told how far we are, and gets the rest.
     *
     * @return what the connection is bound to
     * @throws StreamException if the client says that it has handled more than it was sent
     */
    Optional<Attachment> resume(Resumption attempt) throws StreamException {
        StreamTransport transport = attempt.stream().transport();
        if (isSuspended) {
            transport.perform(transport::abort);
            return Optional.empty();
        }
        if (!unacknowledged.acknowledge(attempt.h())) {
            throw new StreamException(Sm.tooHigh(attempt.h(), unacknowledged.sent()));
        }
        deletion = null;
        window.close();
        waiting.attached(ticket.token(), session.jid().bare());
        Attachment connection = session.attach(transport, attempt.stream().streamId());
        Element resumed = Sm.element("resumed").with("previd", attempt.previd());
        transport.send(attempt.answer().apply(session.jid(), resumed.with("h", Long.toString(received.confirmed()))));
        unacknowledged.forEach(entry -> transport.send(entry.stanza()));
        requests.answered(transport);
        context.publish(CoreEvents.SESSION_RESUMED, session);
        return Optional.of(connection);
    }

    @Override
    public CompletionStage<Void> caughtUp() {
        return isOver ? Stages.never() : unacknowledged.caughtUp();
    }

    @Override
    public List<Element> unacknowledged() {
        return unacknowledged.stanzas();
    }

    @Override
    public void ended() {
        retired();
        if (ticket.isResumable()) {
            waiting.remove(ticket.token(), session.jid().bare(), received.confirmed());
        }
        remains.publish(unacknowledged, this::forget);
    }
}
