package im.regent.im.offline;

import im.regent.core.session.Session;
import im.regent.core.stanza.Message;
import im.regent.core.xml.Element;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The kept messages that one session was given and that its client has not taken: they are kept all the same, in their place.
 * Until the client is back, or the session has ended, the session answers for them; so nobody gives them to it again, and when
 * the session is left with them, nobody keeps them once more. Confined to the session's loop, but for {@link #isHeldBy}.
 */
final class Given {
    private final Map<Long, Element> given = new ConcurrentHashMap<>();
    /** The same the other way round: equal messages are not the same one. */
    private final IdentityHashMap<Element, Long> numbers = new IdentityHashMap<>();
    /** What need not be kept any more. */
    private List<Long> done = new ArrayList<>();

    private List<Long> saved = List.of();
    private long last;
    private long bytes;

    /** The session has been given everything up to this number that it can be given: numbers only grow. */
    long last() {
        return last;
    }

    void passed(long number) {
        last = Math.max(last, number);
    }

    void add(long number, Message message) {
        given.put(number, message.xml());
        numbers.put(message.xml(), number);
        bytes += message.xml().weight();
    }

    /** Whether the session was given the message of this number and has not taken it. On any thread. */
    static boolean isHeldBy(Session session, long number) {
        return session.state(Given.class)
                .filter(held -> held.given.containsKey(number))
                .isPresent();
    }

    /** Whether this very message is among them. */
    boolean has(Message message) {
        return numbers.containsKey(message.xml());
    }

    /**
     * The client has it, or need not have it.
     *
     * @return whether it is the first since {@link #takeDone}
     */
    boolean done(long number) {
        Element element = given.remove(number);
        if (element != null) {
            numbers.remove(element);
            bytes -= element.weight();
        }
        done.add(number);
        return done.size() == 1;
    }

    /** What is {@link #done} since the last call. */
    List<Long> takeDone() {
        List<Long> taken = done;
        done = new ArrayList<>();
        return taken;
    }

    /** Whether its client has taken everything. */
    boolean isEmpty() {
        return given.isEmpty();
    }

    /** The session is being stored with what its client has not taken. */
    void save() {
        saved = List.copyOf(given.keySet());
    }

    /** With what it was stored. */
    List<Long> saved() {
        return saved;
    }

    /** About how much that weighs. */
    long bytes() {
        return bytes;
    }
}
