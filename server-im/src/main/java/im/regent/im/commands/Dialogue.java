package im.regent.im.commands;

import im.regent.core.jid.Jid;
import im.regent.core.time.Cancellable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * One requester's way through one command: the forms that have been shown, the last one on top. Used by one request at a time:
 * all come from one stream.
 */
final class Dialogue {
    private final String id;
    private final Jid requester;
    private final Jid responder;
    private final Command command;
    private final Deque<Stage.Asking> shown = new ArrayDeque<>();
    private Cancellable timeout = () -> {};

    Dialogue(String id, Jid requester, Jid responder, Command command) {
        this.id = id;
        this.requester = requester;
        this.responder = responder;
        this.command = command;
    }

    String id() {
        return id;
    }

    Jid requester() {
        return requester;
    }

    /** A session "SHOULD be valid only between one requester/responder pair" (§3.3), and for one command. */
    boolean isFor(Jid asker, Jid asked, String node) {
        return requester.equals(asker)
                && responder.equals(asked)
                && command.node().equals(node);
    }

    Stage.Asking current() {
        return shown.getFirst();
    }

    boolean canGoBack() {
        return shown.size() > 1;
    }

    void show(Stage.Asking next) {
        shown.addFirst(next);
    }

    /** Shows the form before; empty if this is the first. */
    Optional<Stage.Asking> back() {
        if (!canGoBack()) {
            return Optional.empty();
        }
        shown.removeFirst();
        return Optional.of(current());
    }

    int size() {
        return shown.size();
    }

    void expires(Cancellable task) {
        timeout.cancel();
        timeout = task;
    }

    void end() {
        timeout.cancel();
    }
}
