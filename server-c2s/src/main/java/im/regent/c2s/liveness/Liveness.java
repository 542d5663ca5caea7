package im.regent.c2s.liveness;

import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.CoreEvents;
import im.regent.core.session.Session;
import im.regent.core.stanza.Iq;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.time.Cancellable;
import im.regent.core.time.Scheduler;
import im.regent.core.xml.Element;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells silent clients from dead ones.
 *
 * <p>The problem: a phone that lost its network leaves a connection of which TCP may not know for hours, and a session that
 * messages go to. RFC 6120 §4.6.2 wants it closed with {@code connection-timeout}; §4.6.3 wants a client that is merely idle
 * left alone. The idea: a client that has sent nothing at all for a while is asked something, and only one that then stays
 * silent is gone. Any byte is a sign of life, not the answer alone, so the answer itself is not looked for.
 *
 * <p>The cost: one timer for each session, which a busy client never touches. When it is due, the stream says how long it has
 * heard nothing, and the timer is set for what is left; so a session is looked at once in an idle period, whatever it sends.
 *
 * <p>Safe for every thread; a session's watch belongs to the session's loop.
 */
public final class Liveness {
    private final LivenessSettings settings;
    private final Consumer<Session> question;

    /** @param question asks a client for a sign of life; called on its session's loop */
    public Liveness(LivenessSettings settings, Consumer<Session> question) {
        this.settings = settings;
        this.question = question;
    }

    /**
     * One that asks with pings (XEP-0199 §4.1) in the name of the host.
     *
     * @param ids makes unguessable ids
     */
    public static Liveness withPings(LivenessSettings settings, Supplier<String> ids) {
        return new Liveness(settings, session -> {
            Element ping = Element.of("urn:xmpp:ping", "ping");
            session.send(Iq.request(Iq.Type.GET, ids.get(), ping)
                    .withFrom(session.jid().domainJid())
                    .withTo(session.jid()));
        });
    }

    /** Watches every session from now on. */
    public void start(FeatureContext context) {
        Scheduler scheduler = context.scheduler();
        context.on(
                CoreEvents.SESSION_BOUND,
                session -> session.state(Watch.class, () -> new Watch(session, scheduler))
                        .begin());
        context.on(
                CoreEvents.SESSION_ENDED, session -> session.state(Watch.class).ifPresent(Watch::end));
    }

    /** One session's timer. */
    private final class Watch {
        private final Session session;
        private final Scheduler scheduler;
        private @Nullable Cancellable timer;
        private boolean isAsked;
        private long askedAtNanos;
        private boolean isOver;

        Watch(Session session, Scheduler scheduler) {
            this.session = session;
            this.scheduler = scheduler;
        }

        void begin() {
            lookAfter(settings.idle());
        }

        private void lookAfter(Duration delay) {
            timer = scheduler.after(delay, session.loop(), this::look);
        }

        private void look() {
            if (isOver) {
                return;
            }
            Duration silence = session.silence();
            if (isAsked && silence.compareTo(sinceQuestion()) > 0) {
                session.disconnect(
                        StreamError.of(StreamCondition.CONNECTION_TIMEOUT, "the client gave no sign of life"));
                // Its session may be kept for a client that comes back.
                isAsked = false;
                lookAfter(settings.idle());
            } else if (silence.compareTo(settings.idle()) >= 0) {
                isAsked = true;
                askedAtNanos = scheduler.nanoTime();
                question.accept(session);
                lookAfter(settings.answerWithin());
            } else {
                isAsked = false;
                lookAfter(settings.idle().minus(silence));
            }
        }

        /** Timers are late when the machine is busy: what counts is whether anything came since, not how long ago. */
        private Duration sinceQuestion() {
            return Duration.ofNanos(scheduler.nanoTime() - askedAtNanos);
        }

        void end() {
            isOver = true;
            if (timer != null) {
                timer.cancel();
            }
        }
    }
}
