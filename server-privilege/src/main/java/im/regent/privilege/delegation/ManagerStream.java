package im.regent.privilege.delegation;

import im.regent.core.session.ComponentLink;
import im.regent.core.stanza.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * One connection of a component that manages something, or could, and what is kept for as long as it lasts: how much it has to
 * answer, and what it was told and said of itself. Safe for every thread; {@link #assign} is called under the exclusive lock of
 * {@link DelegationsInForce}.
 */
final class ManagerStream {
    /** Fewer than the exchanges that a component may have open: its own requests, which answers may wait for, have room. */
    static final int MAX_OPEN = 500;

    private record Subject(String host, String namespace) {}

    private record Held(Delegation delegation, Assignment assignment) {}

    /** Something to be asked about a delegation of a virtual host. */
    record Question(String host, Delegation delegation, Assignment assignment, Assignment.Questions questions) {
        /** Whether nobody waits for the answer any more. */
        boolean isOver() {
            return questions.isOver();
        }
    }

    /** What follows from other delegations: what is said, what is asked, and what ends. */
    record Changes(List<Message> messages, List<Question> news, List<Assignment> ended) {}

    private final ComponentLink link;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicBoolean hasWarned = new AtomicBoolean();
    private final Announced announced;
    private volatile Map<Subject, Held> held = Map.of();
    private volatile boolean wasTold;
    private volatile boolean isGone;

    /** @param ids makes unguessable ids */
    ManagerStream(ComponentLink link, Supplier<String> ids) {
        this.link = link;
        this.announced = new Announced(link.jid(), ids);
    }

    ComponentLink link() {
        return link;
    }

    /** Counts one more request that it has to answer, unless there are too many. */
    boolean enter() {
        boolean hasRoom = open.incrementAndGet() <= MAX_OPEN;
        if (!hasRoom) {
            open.decrementAndGet();
        }
        return hasRoom;
    }

    /** A request is answered, or given up. */
    void leave() {
        open.decrementAndGet();
    }

    /** Whether this is the first complaint. */
    boolean isFirstComplaint() {
        return hasWarned.compareAndSet(false, true);
    }

    void end() {
        isGone = true;
    }

    boolean isGone() {
        return isGone;
    }

    /** Whether it has heard of any delegation. */
    boolean wasTold() {
        return wasTold;
    }

    /** What it holds of a namespace of a virtual host. */
    Optional<Assignment> assignment(String host, String namespace) {
        return Optional.ofNullable(held.get(new Subject(host, namespace))).map(Held::assignment);
    }

    /** Gives it these delegations, by virtual host, and no others. Those that stay as they are keep what is known of them. */
    Changes assign(Map<String, List<Delegation>> delegations) {
        Map<Subject, Held> before = held;
        Map<Subject, Held> after = new HashMap<>();
        List<Question> news = new ArrayList<>();
        delegations.forEach((host, some) -> some.forEach(delegation -> {
            Subject subject = new Subject(host, delegation.namespace());
            Held old = before.get(subject);
            Assignment assignment = old == null ? new Assignment() : old.assignment();
            after.put(subject, new Held(delegation, assignment));
            if (old == null || !old.delegation().isSaidLike(delegation)) {
                assignment.askAnew();
                news.add(new Question(host, delegation, assignment, assignment.questions()));
            }
        }));
        List<Assignment> ended = new ArrayList<>();
        before.forEach((subject, old) -> {
            if (!after.containsKey(subject)) {
                ended.add(old.assignment());
            }
        });
        held = Map.copyOf(after);
        List<Message> messages = announced.of(delegations);
        wasTold = !announced.isEmpty();
        return new Changes(messages, news, ended);
    }
}
