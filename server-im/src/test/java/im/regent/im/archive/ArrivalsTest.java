package im.regent.im.archive;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Message;
import im.regent.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");

    private final Arrivals arrivals = new Arrivals();
    private final AtomicLong numbers = new AtomicLong();

    private static Message message(int resource) {
        Jid to = Jid.valueOf(JULIET + "/" + resource);
        return Message.to(to, Message.Type.CHAT).withFrom(JULIET);
    }

    private Message numbered(Message message) {
        return message.plus(Element.text("urn:x", "number", String.valueOf(numbers.incrementAndGet())));
    }

    private static long number(Message message) {
        return Long.parseLong(
                message.xml().child("urn:x", "number").map(Element::text).orElse("0"));
    }

    /** On real threads, which is what it is about. */
    @Test
    void numbersOfOneAccountOnlyGrowOnTheWayOfItsMessages() {
        Queue<Long> handed = new ConcurrentLinkedQueue<>();
        IntStream.range(0, 40_000).parallel().forEach(i -> {
            Message message = message(i % 3);
            arrivals.expect(message, this::numbered);
            arrivals.handOver(message, archived -> handed.add(number(archived)));
        });

        assertThat(handed)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 40_000).boxed().toList());
    }

    @Test
    void messageIsArchivedOnceAndOneThatIsNotExpectedNever() {
        List<Message> handed = new ArrayList<>();
        Message message = message(1);
        arrivals.expect(message, this::numbered);

        assertThat(number(arrivals.handOver(message, handed::add))).isOne();
        assertThat(arrivals.handOver(message, handed::add)).isSameAs(message);
        assertThat(arrivals.handOver(message(1), handed::add)).isEqualTo(message);
        assertThat(handed).extracting(ArrivalsTest::number).containsExactly(1L, 0L, 0L);
    }
}
