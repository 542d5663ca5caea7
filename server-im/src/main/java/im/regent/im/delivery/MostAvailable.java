package im.regent.im.delivery;

import im.regent.core.session.Session;
import im.regent.core.session.SessionMemory;
import im.regent.core.xml.Element;
import im.regent.im.api.SessionPresence;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The resources of an account that a message for its most available one goes to (RFC 6121 §8.5.2.1.1): all of the highest
 * priority. A session remembers the priority with which it was chosen last: when it has ended with a message that it never
 * acknowledged, others of that priority have had the message already.
 */
final class MostAvailable {
    /** What a session remembers; written by whoever sends to it. */
    private static final class Chosen {
        private volatile int priority;
    }

    /** Remembers with which priority sessions were chosen. */
    static final class Memory implements SessionMemory {
        @Override
        public String name() {
            return "delivery";
        }

        @Override
        public Optional<Element> save(Session session) {
            OptionalInt priority = noted(session);
            return priority.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            Element.of(NAMESPACE, "chosen").with("priority", Integer.toString(priority.getAsInt())));
        }

        @Override
        public void restore(Session session, Element saved) {
            note(session, Integer.parseInt(saved.attribute("priority", "")));
        }
    }

    private MostAvailable() {}

    static List<SessionPresence> of(List<SessionPresence> candidates) {
        int highest =
                candidates.stream().mapToInt(SessionPresence::priority).max().orElse(0);
        return candidates.stream()
                .filter(candidate -> candidate.priority() == highest)
                .toList();
    }

    /** The session was chosen. */
    static void note(SessionPresence receiver) {
        note(receiver.session(), receiver.priority());
    }

    private static void note(Session session, int priority) {
        session.state(Chosen.class, Chosen::new).priority = priority;
    }

    /** With which priority the session was chosen last. */
    static OptionalInt noted(Session session) {
        return session.state(Chosen.class)
                .map(chosen -> OptionalInt.of(chosen.priority))
                .orElseGet(OptionalInt::empty);
    }
}
