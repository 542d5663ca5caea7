package im.regent.im.offline;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.StanzaError;
import im.regent.im.api.DelayStamp;
import im.regent.im.api.OfflineMessages;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps messages and delivers them, once and in order.
 *
 * <p>The problem: a message may be on its way into the journal while its account becomes available, and new ones arrive while
 * the old ones are being sent. The rules: one session at a time takes an account's messages ({@link Takings}); until it has
 * emptied the journal, new ones go to the end of it (see {@link WaitingLines}); and whoever has stored a message looks whether
 * somebody has become available meanwhile. Safe for every thread.
 */
final class OfflineStore implements OfflineMessages {
    private final Takings.Surroundings server;
    private final InstantSource clock;
    private final OfflineSettings settings;
    private final WaitingLines lines = new WaitingLines();
    private final Handovers handovers = new Handovers();
    private final Takings takings;

    OfflineStore(Takings.Surroundings server, InstantSource clock, OfflineSettings settings) {
        this.server = server;
        this.clock = clock;
        this.settings = settings;
        this.takings = new Takings(server, lines, handovers);
    }

    Takings takings() {
        return takings;
    }

    @Override
    public boolean mustWait(Jid account, Message message) {
        return !lines.isEmptied(account) && Storable.isStorable(message);
    }

    /** RFC 6120 §10.1: "treating stanzas addressed to the bare JID and the full JID [...] as equivalent for delivery purposes". */
    @Override
    public boolean mustWait(Session session, Message message) {
        return mustWait(session.jid().bare(), message) && takings.isReceiver(session) && lines.isNext(session);
    }

    @Override
    public boolean isKept(Session session, Message message) {
        return session.state(Given.class).filter(given -> given.has(message)).isPresent();
    }

    @Override
    public Verdict store(Jid account, Message message) {
        return store(account, message, clock.instant());
    }

    @Override
    public Verdict store(Jid account, Message message, Instant at) {
        if (!Storable.isStorable(message)) {
            return Verdict.drop("not worth keeping");
        }
        lines.arriving(account);
        return Verdict.later(server.journal()
                .append(account, DelayStamp.on(message, account, at), settings.maxMessages(), settings.maxSize())
                .whenComplete((id, failure) -> {
                    lines.arrived(account);
                    takings.offer(account);
                })
                .thenCompose(id -> id.isPresent()
                        ? handovers.next(account, () -> isNobodyTaking(account)).thenApply(over -> Verdict.handled())
                        : CompletableFuture.completedStage(full(message))));
    }

    /** There is no room. An error would say that the message is lost, and the sender would send it again. */
    private Verdict full(Message message) {
        return server.archives().isKept(message)
                ? Verdict.drop("it is in the archive, and nowhere else")
                : Verdict.reject(StanzaError.of(Condition.SERVICE_UNAVAILABLE));
    }

    private boolean isNobodyTaking(Jid account) {
        return lines.isEmptied(account) || !lines.isMoving(account) || takings.isNobodyWilling(account);
    }

    /** How many accounts something is remembered of. */
    int size() {
        return lines.size() + handovers.size() + takings.size();
    }
}
