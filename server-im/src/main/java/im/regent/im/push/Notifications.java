package im.regent.im.push;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends notifications, one of a node at a time.
 *
 * <p>A line stands for a node from its first notification until the pause after its last one. While it is sending or pausing it
 * takes the latest summary only, which says all that those before it said. Lines are as many as there are nodes with something
 * to tell, and no more than {@link #MAX_LINES}. Confined to the server's own loop, but for what nodes' changes tell.
 */
final class Notifications implements PushRequests.Changes {
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
        private final Key key;
        private PushNode node;
        private @Nullable Summary waiting;
        private boolean isBusy;
        /** Whether anybody still wants to know what is being sent, if it has to be sent again. */
        private boolean isWanted;

        Line(Key key, PushNode node) {
            this.key = key;
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
            isWanted = true;
            waiting = null;
            Iq publish = Iq.request(Iq.Type.SET, routing.newId(), PushXml.publish(node, summary, settings.content()))
                    .withTo(node.service());
            routing.ask(
                            key.account().domainJid(),
                            publish,
                            ActingFor.unanswered(key.account(), loop),
                            settings.delivery().answerWithin())
                    .thenAcceptAsync(answer -> answered(summary, answer), loop);
        }

        private void answered(Summary summary, Optional<Iq> answer) {
            switch (judge(answer)) {
                case ACCEPTED -> {
                    failures.invalidate(key);
                    scheduler.after(settings.delivery().interval(), loop, this::goOn);
                }
                case REFUSED -> forget();
                case FAILED -> failed(summary);
            }
        }

        private void failed(Summary summary) {
            int inARow = failures.asMap().merge(key, 1, Integer::sum);
            if (inARow >= settings.delivery().maxFailures()) {
                forget();
                return;
            }
            if (waiting == null && isWanted) {
                waiting = summary;
            }
            scheduler.after(settings.delivery().pauseAfter(inARow), loop, this::goOn);
        }

        private void goOn() {
            isBusy = false;
            Summary next = waiting;
            if (next != null) {
                send(next);
            } else {
                lines.remove(key, this);
            }
        }

        private void drop() {
            waiting = null;
            isWanted = false;
        }

        private void forget() {
            log.debug("an app server's node is forgotten");
            lines.remove(key, this);
            failures.invalidate(key);
            nodes.drop(key.account(), node).whenComplete((done, failure) -> {
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
    /** How often the last notifications of a node have failed in a row, whether or not there is a line. */
    private final Cache<Key, Integer> failures =
            Caffeine.newBuilder().maximumSize(MAX_LINES).executor(Runnable::run).build();

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
            line = new Line(key, node);
            lines.put(key, line);
        }
        if (line != null) {
            line.node = node;
            line.offer(summary);
        }
    }

    /** What failed before does not count any more. */
    @Override
    public void enabled(Jid account, PushNode node) {
        loop.execute(() -> {
            Key key = new Key(account, node.key());
            failures.invalidate(key);
            Line line = lines.get(key);
            if (line != null) {
                line.node = node;
            }
        });
    }

    /** What waits, or would be sent again, is not sent any more (§6). */
    @Override
    public void disabled(Jid account, Predicate<PushNode> which) {
        loop.execute(() -> lines.forEach((key, line) -> {
            if (key.account().equals(account) && which.test(line.node)) {
                line.drop();
            }
        }));
    }

    /** Somebody has seen everything: what waits need not be told, so that no phone rings for what was read. */
    void seen(Jid account) {
        lines.forEach((key, line) -> {
            if (key.account().equals(account)) {
                line.drop();
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
