package im.regent.im.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.session.ActingFor;
import im.regent.core.session.Session;
import im.regent.core.stanza.Message;
import im.regent.core.store.Codec;
import im.regent.core.store.Maps;
import im.regent.core.store.StoreException;
import im.regent.core.xml.Element;
import im.regent.im.roster.RosterBook;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is held in memory, and for how long. */
@XmppTest(features = "presence")
class BlockListsTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");
    private static final Jid ROMEO = Jid.valueOf("romeo@montague.lit");

    private static BlockLists lists(TestServer server, Maps<Element> maps) {
        return new BlockLists(
                maps, server.stores().accounts(), server.routing().sessions(), server.provided(RosterBook.class), 10);
    }

    private static Maps<Element> maps(TestServer server) {
        return server.stores().maps("blocking", Codec.xml());
    }

    private static void block(BlockLists lists, TestServer server) {
        lists.edit(JULIET, list -> list.with(List.of(ROMEO)));
        server.settle();
    }

    @Test
    void listIsHeldAndCurrentWhileThereAreSessions(TestServer server) {
        BlockLists lists = lists(server, maps(server));
        TestClient balcony = server.connect("juliet@capulet.lit/balcony");
        server.connect("juliet@capulet.lit/chamber");
        Session session = server.routing().sessions().find(balcony.jid()).orElseThrow();
        assertThat(lists.known(JULIET)).isEmpty();
        lists.hold(JULIET, session.loop());
        server.settle();
        assertThat(lists.known(JULIET).orElseThrow().covers(ROMEO)).isFalse();
        block(lists, server);
        assertThat(lists.known(JULIET).orElseThrow().covers(ROMEO)).isTrue();
        balcony.losesConnection();
        lists.ended(session);
        server.settle();
        assertThat(lists.size()).isEqualTo(1);
    }

    @Test
    void listIsForgottenWithTheLastSession(TestServer server) {
        BlockLists lists = lists(server, maps(server));
        TestClient balcony = server.connect("juliet@capulet.lit/balcony");
        Session session = server.routing().sessions().find(balcony.jid()).orElseThrow();
        block(lists, server);
        assertThat(lists.size()).isEqualTo(1);
        balcony.losesConnection();
        lists.ended(session);
        server.settle();
        assertThat(lists.size()).isZero();
        lists.hold(JULIET, session.loop());
        block(lists, server);
        assertThat(lists.size()).as("nobody is there").isZero();
        CompletionStage<BlockList> stored = lists.of(JULIET);
        server.settle();
        assertThat(stored.toCompletableFuture().join().covers(ROMEO)).isTrue();
    }

    @Test
    void listThatMayHaveChangedIsReadAgain(TestServer server) {
        Maps<Element> maps = maps(server);
        BlockLists lists = lists(server, new Maps<>() {
            @Override
            public CompletionStage<Map<String, Element>> get(Jid account) {
                return maps.get(account);
            }

            @Override
            public CompletionStage<Map<String, Element>> update(
                    Jid account, UnaryOperator<Map<String, Element>> change) {
                return maps.update(account, change)
                        .thenCompose(rows -> CompletableFuture.failedStage(new StoreException("the answer was lost")));
            }
        });
        TestClient balcony = server.connect("juliet@capulet.lit/balcony");
        lists.hold(
                JULIET,
                server.routing().sessions().find(balcony.jid()).orElseThrow().loop());
        server.settle();
        assertThat(lists.size()).isEqualTo(1);
        block(lists, server);
        assertThat(lists.known(JULIET)).isEmpty();
        CompletionStage<BlockList> stored = lists.of(JULIET);
        server.settle();
        assertThat(stored.toCompletableFuture().join().covers(ROMEO)).isTrue();
    }

    @Test
    void whoCannotReadAListLetsNothingPass(TestServer server) {
        BlockRules rules = new BlockRules(lists(server, new Maps<>() {
            @Override
            public CompletionStage<Map<String, Element>> get(Jid account) {
                return CompletableFuture.failedStage(new StoreException("the disk is gone"));
            }

            @Override
            public CompletionStage<Map<String, Element>> update(
                    Jid account, UnaryOperator<Map<String, Element>> change) {
                return get(account);
            }
        }));
        server.expectLog("a block list could not be read");
        Message message = Message.to(JULIET, Message.Type.CHAT).withFrom(ROMEO);
        ActingFor romeo = ActingFor.unanswered(ROMEO, Runnable::run);
        Verdict inbound = rules.inbound(message, romeo);
        Verdict kept = rules.kept(message, romeo);
        Verdict onBehalf =
                rules.onBehalf(message.withFrom(JULIET).withTo(ROMEO), ActingFor.unanswered(JULIET, Runnable::run));
        assertThat(stage(inbound)).as("the pipeline answers with an error").isCompletedExceptionally();
        assertThat(stage(kept)).as("it is kept").isCompletedExceptionally();
        assertThat(stage(onBehalf).join()).isInstanceOf(Verdict.Drop.class);
    }

    private static CompletableFuture<? extends Verdict> stage(Verdict verdict) {
        return ((Verdict.Later) verdict).stage().toCompletableFuture();
    }
}
