package im.regent.privilege.delegation;

import im.regent.core.routing.Exchange;
import im.regent.core.routing.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A namespace of a virtual host in the hands of one stream: which requests and questions wait for its answers, and what it said
 * of the namespace. It ends when the namespace is delegated to this entity no more. Safe for every thread.
 */
final class Assignment {
    private final Set<Exchange> requests = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<Target, NestedInfo> nested = new ConcurrentHashMap<>();
    private volatile Questions questions = new Questions();
    private volatile boolean hasEnded;

    /** What is asked about one delegation; others are asked when it has changed. */
    static final class Questions {
        private final Set<Exchange> open = ConcurrentHashMap.newKeySet();
        private volatile boolean isOver;

        boolean isOver() {
            return isOver;
        }

        void opened(Exchange exchange) {
            open.add(exchange);
        }

        void closed(Exchange exchange) {
            open.remove(exchange);
        }

        private void end() {
            isOver = true;
            withdraw(open);
        }
    }

    /** A request has been forwarded. */
    void opened(Exchange exchange) {
        requests.add(exchange);
    }

    /** A request is answered, or given up. */
    void closed(Exchange exchange) {
        requests.remove(exchange);
    }

    /** The present questions. */
    Questions questions() {
        return questions;
    }

    /** The delegation has changed: what was asked before counts no more. */
    void askAnew() {
        questions.end();
        questions = new Questions();
    }

    /** Keeps what it said of the virtual host, or of the accounts there. */
    void keep(Target target, NestedInfo info) {
        nested.put(target, info);
    }

    /** It has nothing to say any more. */
    void forget(Target target) {
        nested.remove(target);
    }

    /** What it said. */
    Optional<NestedInfo> nested(Target target) {
        return Optional.ofNullable(nested.get(target));
    }

    /** The namespace is taken away: gives up all that waits. Nothing may be opened any more when this is called. */
    void end() {
        hasEnded = true;
        questions.end();
        withdraw(requests);
    }

    boolean hasEnded() {
        return hasEnded;
    }

    private static void withdraw(Set<Exchange> exchanges) {
        List.copyOf(exchanges).forEach(exchange -> exchange.withdraw().run());
    }
}
