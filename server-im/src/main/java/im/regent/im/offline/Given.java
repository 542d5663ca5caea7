package im.regent.im.offline;

import im.regent.core.stanza.Message;
import im.regent.core.xml.Element;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The kept messages that one session was given and that its client has not taken: they are kept all the same, in their place.
 * Until the client is back, or the session has ended, the session answers for them; so nobody gives them to it again, and when
 * the session is left with them, nobody keeps them once more. Confined to the session's loop.
 */
final class Given {
    private final Map<Long, Element> given = new HashMap<>();
    /** The same the other way round: equal messages are not the same one. */
    private final IdentityHashMap<Element, Long> numbers = new IdentityHashMap<>();

    private long last;
    private long bytes;
    private List<Long> saved = List.of();

    void add(long number, Message message) {
        passed(number);
        given.put(number, message.xml());
        bytes += message.xml().weight();
        numbers.put(message.xml(), number);
    }

    /** The session has been given everything up to this number that it can be given: numbers only grow. */
    long last() {
        return last;
    }

    void passed(long number) {
        last = Math.max(last, number);
    }

    /** Whether this very message is among them. */
    boolean has(Message message) {
        return numbers.containsKey(message.xml());
    }

    /** The client has them, or they are kept elsewhere. */
    void remove(Collection<Long> taken) {
        for (Long number : taken) {
            Element element = given.remove(number);
            if (element != null) {
                numbers.remove(element);
                bytes -= element.weight();
            }
        }
    }

    /** About how much they weigh. */
    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return given.isEmpty();
    }

    /** The session is being stored with these. */
    void save() {
        saved = List.copyOf(given.keySet());
    }

    List<Long> saved() {
        return saved;
    }
}
