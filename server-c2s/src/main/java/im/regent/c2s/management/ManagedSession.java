package im.regent.c2s.management;

import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.CoreEvents;
import im.regent.core.hook.Undelivered;
import im.regent.core.routing.Attachment;
import im.regent.core.routing.ClientSession;
import im.regent.core.session.Outlet;
import im.regent.core.session.SessionKeeper;
import im.regent.core.session.Valve;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Stanza;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamTransport;
import im.regent.core.time.Cancellable;
import im.regent.core.xml.Element;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session under stream management.
 *
 * <p>What passes to the client is kept until the client acknowledges it. When the connection breaks, the session waits and
 * goes on keeping; a new connection gets what is left, in order, and then what follows. When the session ends, what is left is
 * published as undelivered, so that it goes where it would have gone without the session: nothing that was accepted for a
 * client is lost with its connection.
 *
 * <p>One request for acknowledgement is under way at a time: the next one follows the answer if something has been sent
 * meanwhile. So a burst costs one request in each round trip, and a silent client none.
 *
 * <p>Confined to the session's loop, but for what comes from the disk.
 */
final class ManagedSession implements SessionKeeper, Valve {
    private static final Logger log = LoggerFactory.getLogger(ManagedSession.class);
    /** A client that is there may have more waiting than one that is away: it may be slow. */
    private static final int PATIENCE = 4;

    private final ClientSession session;
    private final FeatureContext context;
    private final ManagementSettings settings;
    private final WaitingSessions waiting;
    private final String id;
    private final Duration window;
    private final Unacknowledged unacknowledged = new Unacknowledged();
    private final Received received = new Received();
    private boolean isRequested;
    private long requestedAt;
    private boolean wantsConfirmation;
    private boolean isOver;
    private @Nullable Cancellable windowTimer;
    private @Nullable Cancellable answerTimer;

    /**
     * @param id by which it can be resumed, or empty
     * @param window how long it waits for its client; zero if it does not
     */
    ManagedSession(
            ClientSession session,
            FeatureContext context,
            ManagementSettings settings,
            WaitingSessions waiting,
            String id,
            Duration window) {
        this.session = session;
        this.context = context;
        this.settings = settings;
        this.waiting = waiting;
        this.id = id;
        this.window = window;
    }

    private boolean isResumable() {
        return !id.isEmpty();
    }

    ClientSession session() {
        return session;
    }

    /** Counts from now on. */
    void begin() {
        session.keptBy(this);
        session.insert(Place.ACKNOWLEDGEMENT, this);
        if (isResumable()) {
            waiting.add(id, this);
        }
    }

    @Override
    public void send(Element stanza, Outlet next) {
        long now = context.clock().millis();
        if (isOver) {
            undelivered(new Unacknowledged.Entry(stanza, now, 0));
            return;
        }
        unacknowledged.add(stanza, now);
        next.send(stanza);
        session.attachment().ifPresentOrElse(connection -> sent(connection.transport()), this::kept);
    }

    private void sent(StreamTransport transport) {
        if (isFull(PATIENCE)) {
            session.close(StreamError.of(StreamCondition.POLICY_VIOLATION, "too much is not acknowledged"));
        } else if (!isRequested) {
            request(transport);
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

    private void request(StreamTransport transport) {
        isRequested = true;
        requestedAt = unacknowledged.sent();
        transport.send(Sm.element("r"));
        if (answerTimer == null) {
            awaitAnswer();
        }
    }

    /** One timer for many requests: it looks whether the request that was open when it was set is still open. */
    private void awaitAnswer() {
        long open = requestedAt;
        answerTimer = context.scheduler().after(settings.acknowledgeWithin(), session.loop(), () -> {
            answerTimer = null;
            if (!isOver && isRequested && session.attachment().isPresent()) {
                if (open == requestedAt) {
                    session.disconnect(
                            StreamError.of(StreamCondition.CONNECTION_TIMEOUT, "the client does not acknowledge"));
                } else {
                    awaitAnswer();
                }
            }
        });
    }

    /** The client has handled so many stanzas. */
    void acknowledged(long h, Attachment connection) {
        if (!unacknowledged.acknowledge(h)) {
            connection.transport().close(tooHigh(h));
            return;
        }
        isRequested = false;
        if (unacknowledged.size() > 0) {
            request(connection.transport());
        }
    }

    /** XEP-0198 §6: "a <handled-count-too-high/> element". */
    private StreamError tooHigh(long h) {
        return StreamError.undefined(Sm.element("handled-count-too-high")
                .with("h", Long.toString(h))
                .with("send-count", Long.toString(unacknowledged.sent())));
    }

    /** The client asks how far we are: it is told at once, and again when what is on its way to the disk has arrived. */
    void asked(Attachment connection) {
        wantsConfirmation = !received.isSettled();
        connection.transport().send(Sm.acknowledgement(received.confirmed()));
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
        received.owes(durable, () -> session.loop().execute(this::confirm));
    }

    private void confirm() {
        if (received.hasFailed() && !isOver) {
            session.close(StreamError.of(StreamCondition.INTERNAL_SERVER_ERROR, "something could not be stored"));
        } else if (wantsConfirmation && received.isSettled()) {
            wantsConfirmation = false;
            session.attachment()
                    .ifPresent(connection -> connection.transport().send(Sm.acknowledgement(received.confirmed())));
        }
    }

    @Override
    public boolean keeps(Optional<StreamError> error) {
        boolean isMisuse = error.filter(cause -> cause.condition() == StreamCondition.UNDEFINED_CONDITION)
                .isPresent();
        if (!isResumable() || isMisuse || isFull(1)) {
            return false;
        }
        isRequested = false;
        wantsConfirmation = false;
        windowTimer = context.scheduler().after(window, session.loop(), this::expire);
        waiting.detached(id, session.jid().bare(), this).ifPresent(ManagedSession::giveUp);
        context.publish(CoreEvents.SESSION_DETACHED, session);
        return true;
    }

    private void expire() {
        if (session.attachment().isEmpty()) {
            giveUp();
        }
    }

    private void giveUp() {
        session.close(StreamError.of(StreamCondition.CONNECTION_TIMEOUT, "the client did not come back"));
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
     * The client is back over another connection and has handled so many stanzas: it is told how far we are, and gets the rest.
     *
     * @return what the connection is bound to
     * @throws StreamException if the client says that it has handled more than it was sent
     */
    Attachment resume(Resumption resumption) throws StreamException {
        if (!unacknowledged.acknowledge(resumption.h())) {
            throw new StreamException(tooHigh(resumption.h()));
        }
        if (windowTimer != null) {
            windowTimer.cancel();
            windowTimer = null;
        }
        waiting.attached(id, session.jid().bare());
        StreamTransport transport = resumption.transport();
        Attachment connection = session.attach(transport, resumption.streamId());
        Element resumed = Sm.element("resumed").with("previd", id).with("h", Long.toString(received.confirmed()));
        transport.send(resumption.answer().apply(resumed));
        unacknowledged.forEach(entry -> transport.send(entry.stanza()));
        isRequested = false;
        if (unacknowledged.size() > 0) {
            request(transport);
        }
        context.publish(CoreEvents.SESSION_RESUMED, session);
        return connection;
    }

    @Override
    public void ended() {
        isOver = true;
        if (windowTimer != null) {
            windowTimer.cancel();
        }
        if (answerTimer != null) {
            answerTimer.cancel();
        }
        if (isResumable()) {
            waiting.remove(id, session.jid().bare(), received.confirmed());
        }
        unacknowledged.drainTo(this::undelivered);
    }

    private void undelivered(Unacknowledged.Entry entry) {
        try {
            context.publish(
                    CoreEvents.UNDELIVERED,
                    new Undelivered(session, Stanza.parse(entry.stanza()), Instant.ofEpochMilli(entry.atMillis())));
        } catch (MalformedStanzaException e) {
            // An answer to a stanza that was malformed itself: nobody else can use it.
            log.debug("{}: an answer was not acknowledged", session);
        }
    }
}
