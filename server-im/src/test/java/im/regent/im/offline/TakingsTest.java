package im.regent.im.offline;

import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.stanza.Message;
import im.regent.core.store.Journal;
import im.regent.core.store.StoreException;
import im.regent.core.xml.Element;
import im.regent.im.UndecidedFactory.Undecided;
import im.regent.im.api.ArchiveIds;
import im.regent.im.api.Presences;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Nothing that was kept waits for ever while somebody is there. */
@XmppTest(features = {"delivery", "offline", "undecided"})
@Spec(xep = 160, version = "1.0.1")
@Section("2")
class TakingsTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");
    private static final String KEPT = "<message><body>Good even</body></message>";

    /** A journal with one message, of which so many readings fail. */
    private static final class Fragile implements Journal<Message> {
        private final Journal<Message> journal;
        private int failures;

        Fragile(TestServer server, int failures) {
            this.journal = server.stores().journal("fragile", new MessageCodec());
            this.failures = failures;
            Message message = Message.to(JULIET, Message.Type.CHAT)
                    .withFrom(Jid.valueOf("romeo@capulet.lit/orchard"))
                    .plus(Element.text("jabber:client", "body", "Good even"));
            append(JULIET, message, 10);
            server.settle();
        }

        @Override
        public CompletionStage<OptionalLong> append(Jid account, Message value, int maxEntries, long maxSize) {
            return journal.append(account, value, maxEntries, maxSize);
        }

        @Override
        public CompletionStage<List<Entry<Message>>> read(Jid account, long after, int limit) {
            return failures-- > 0
                    ? CompletableFuture.failedStage(new StoreException("storage is away"))
                    : journal.read(account, after, limit);
        }

        @Override
        public CompletionStage<Void> delete(Jid account, Collection<Long> ids) {
            return journal.delete(account, ids);
        }

        @Override
        public CompletionStage<Integer> count(Jid account) {
            return journal.count(account);
        }
    }

    private static void deliver(TestServer server, Journal<Message> journal, TestClient to) {
        Session session = server.routing().sessions().find(to.jid()).orElseThrow();
        Takings takings = new Takings(
                new Takings.Surroundings(
                        journal, server.provided(Presences.class), ArchiveIds.NONE, server.routing(), server.clock()),
                new WaitingLines(),
                new Handovers());
        session.loop().execute(() -> takings.deliver(session));
        server.settle();
    }

    @Test
    void whatCouldNotBeReadIsOfferedAgain(TestServer server) {
        server.expectLog("kept messages could not be given");
        TestClient juliet = server.connect(JULIET + "/balcony").available();
        deliver(server, new Fragile(server, 2), juliet);
        juliet.receivesNothing();
        server.clock().advance(Duration.ofSeconds(5));
        juliet.receivesNothing();
        server.clock().advance(Duration.ofSeconds(5));
        juliet.receives(KEPT).receivesNothing();
    }

    @Test
    void whatAHookCouldNotDecideAboutIsOfferedAgain(TestServer server) {
        server.expectLog("kept messages could not be given");
        TestClient juliet = server.connect(JULIET + "/balcony").available();
        server.provided(Undecided.class).turn(true);
        deliver(server, new Fragile(server, 0), juliet);
        juliet.receivesNothing();
        server.clock().advance(Duration.ofSeconds(5));
        juliet.receivesNothing();
        server.provided(Undecided.class).turn(false);
        server.clock().advance(Duration.ofSeconds(5));
        juliet.receives(KEPT).receivesNothing();
    }

    @Test
    void whoIsNotAvailableAnyMoreHandsTheOfferOn(TestServer server) {
        TestClient balcony = server.connect(JULIET + "/balcony").available();
        TestClient chamber = server.connect(JULIET + "/chamber");
        deliver(server, new Fragile(server, 0), chamber);
        chamber.receivesNothing();
        balcony.receives(KEPT).receivesNothing();
    }
}
