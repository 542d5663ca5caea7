package im.regent.core.session;

import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What one feature knows of sessions, for sessions that outlive the server (XEP-0198). Whoever keeps sessions over a stop asks
 * every memory for what it knows of each, and gives that back after the start. What a feature would not miss it need not keep.
 */
public interface SessionMemory {
    /** Of what memories save, which nobody but themselves reads. */
    String NAMESPACE = "urn:regent:memory";

    /** The memory of a feature that knows one thing of some sessions, and has nothing to say about it. */
    static SessionMemory ofFlag(String name, Predicate<Session> isSet, Consumer<Session> set) {
        return new SessionMemory() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Optional<Element> save(Session session) {
                return isSet.test(session) ? Optional.of(Element.of(NAMESPACE, "set")) : Optional.empty();
            }

            @Override
            public void restore(Session session, Element saved) {
                set.accept(session);
            }
        };
    }

    /** The key of what is kept: part of the stored data, so it never changes. */
    String name();

    /**
     * The sessions that do not outlive the server have ended.
     *
     * @return complete when the others have been sent what follows from that; never fails
     */
    default CompletionStage<Void> settled() {
        return Stages.done();
    }

    /**
     * What is known of a session, on its loop. What is still held back for its client must have been sent when this returns.
     * The session gets nothing more afterwards.
     */
    default Optional<Element> save(Session session) {
        return Optional.empty();
    }

    /**
     * A session is stored, with what was sent to its client and not acknowledged when it was {@link #save saved}: who keeps that
     * elsewhere need not any more. On its loop.
     *
     * @return complete when done; never fails
     */
    default CompletionStage<Void> stored(Session session) {
        return Stages.done();
    }

    /**
     * Knows again what it knew of a session, which is bound and waits for its client; on its loop. Nobody is told: everybody
     * who is there was there before.
     *
     * @throws IllegalArgumentException when no version of this memory wrote that; the session ends
     */
    default void restore(Session session, Element saved) {}

    /** Every session that was kept is there again, this one among them; on its loop. */
    default void revived(Session session) {}
}
