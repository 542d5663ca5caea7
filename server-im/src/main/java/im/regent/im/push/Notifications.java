package im.regent.im.push;

import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.session.ActingFor;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.ErrorType;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.StanzaError;
import im.regent.core.time.Scheduler;
import im.regent.core.time.Stages;
import im.regent.core.xml.XmlWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends notifications, one of a node at a time.
 *
 * <p>A line stands for a node from its first notification until the pause after its last one. While it is sending or pausing it
 * takes the latest summary only, which says all that those before it said. Lines are as many as there are nodes with something
 * to tell, and no more than {@link #MAX_LINES}; confined to the server's own loop.
 */
final class Notifications {
    private static final Logger log = LoggerFactory.getLogger(Notifications.class);
    private static final int MAX_LINES = 50_000;
    /** Trouble that passes: on the way to the app server, or on its side. */
    private static final Set<Condition> PASSING =
            Set.of(Condition.REMOTE_SERVER_NOT_FOUND, Condition.REMOTE_SERVER_TIMEOUT, Condition.INTERNAL_SERVER_ERROR);

    private record Key(Jid account, String node) {}

    /** How it goes on after an answer. */
    private enum Answer {
        ACCEPTED,
        REFUSED,
        FAILED
    }

    private final class Line {
        private final Jid account;
        private PushNode node;
        private @Nullable Summary waiting;
        private boolean isBusy;
        private int failures;

        Line(Jid account, PushNode node) {
            this.account = account;
            this.node = node;
        }

        void offer(Summary summary) {
            if (isBusy) {
                waiting = summary;
            } else {
                send(summary);
            }
        }

        private void send(Summary summary) {
            isBusy = true;
            waiting = null;
            Iq publish = Iq.request(Iq.Type.SET, routing.newId(), PushXml.publish(node, summary, settings.content()))
                    .withTo(node.service());
            routing.ask(
                            account.domainJid(),
                            publish,
                            ActingFor.unanswered(account, loop),
                            settings.delivery().answerWithin())
                    .thenAcceptAsync(answer -> answered(summary, answer), loop);
        }

        private void answered(Summary summary, Optional<Iq> answer) {
            switch (judge(answer)) {
                case ACCEPTED -> {
                    failures = 0;
                    scheduler.after(settings.delivery().interval(), loop, this::goOn);
                }
                case REFUSED -> forget();
                case FAILED -> failed(summary);
            }
        }

        private void failed(Summary summary) {
            failures++;
            if (failures >= settings.delivery().maxFailures()) {
                forget();
                return;
            }
            waiting = waiting == null ? summary : waiting;
            scheduler.after(settings.delivery().pauseAfter(failures), loop, this::goOn);
        }

        /** A line that has failed stays, to go on counting. */
        private void goOn() {
            isBusy = false;
            Summary next = waiting;
            if (next != null) {
                send(next);
            } else if (failures == 0) {
                lines.remove(new Key(account, node.key()), this);
            }
        }

        private void forget() {
            log.debug("an app server's node is forgotten");
            lines.remove(new Key(account, node.key()), this);
            nodes.drop(account, node).whenComplete((done, failure) -> {
                if (failure != null) {
                    log.error("an app server's node could not be forgotten", Stages.cause(failure));
                }
            });
        }
    }

    private final PushNodes nodes;
    private final PushSettings settings;
    private final Routing routing;
    private final Scheduler scheduler;
    private final Executor loop;
    private final Map<Key, Line> lines = new HashMap<>();

    Notifications(PushNodes nodes, PushSettings settings, Routing routing, Scheduler scheduler, Executor loop) {
        this.nodes = nodes;
        this.settings = settings;
        this.routing = routing;
        this.scheduler = scheduler;
        this.loop = loop;
    }

    /** Tells the app server, now or with the next notification that it may get. */
    void offer(Jid account, PushNode node, Summary summary) {
        Key key = new Key(account, node.key());
        Line line = lines.get(key);
        if (line == null && lines.size() < MAX_LINES) {
            line = new Line(account, node);
            lines.put(key, line);
        }
        if (line != null) {
            line.node = node;
            line.offer(summary);
        }
    }

    /** A client has enabled it, for the first time or anew: what failed before does not count any more. */
    void enabled(Jid account, PushNode node) {
        Line line = lines.get(new Key(account, node.key()));
        if (line != null) {
            line.node = node;
            line.failures = 0;
        }
    }

    /** Somebody has seen everything: what waits need not be told, so that no phone rings for what was read. */
    void seen(Jid account) {
        lines.forEach((key, line) -> {
            if (key.account().equals(account)) {
                line.waiting = null;
            }
        });
    }

    int size() {
        return lines.size();
    }

    private static Answer judge(Optional<Iq> answer) {
        if (answer.isEmpty()) {
            return Answer.FAILED;
        }
        if (!answer.get().isError()) {
            return Answer.ACCEPTED;
        }
        boolean isWait = answer.get()
                .xml()
                .child(XmlWriter.CLIENT, "error")
                .filter(error -> error.attribute("type", "").equals(ErrorType.WAIT.value()))
                .isPresent();
        boolean isPassing = isWait
                || StanzaError.conditionOf(answer.get())
                        .filter(PASSING::contains)
                        .isPresent();
        // §7.1: "the server SHOULD consider the particular JID and node combination to be disabled", unless "the error
        // is
        // deemed recoverable or transient".
        return isPassing ? Answer.FAILED : Answer.REFUSED;
    }
}
