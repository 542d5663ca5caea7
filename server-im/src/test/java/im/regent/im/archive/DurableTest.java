package im.regent.im.archive;

import static im.regent.im.archive.Archives.all;
import static im.regent.im.archive.Archives.messages;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.Stanza;
import im.regent.core.xml.Element;
import im.regent.im.api.ArchiveIds;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The sender is told that a message is safe when it is; its receiver does not wait for that. */
@XmppTest(features = {"delivery", "offline", "archive"})
@Spec(xep = 313, version = "1.1.3")
class DurableTest {
    /** Keeps what it would have to wait for before it confirms something. */
    private record Confirming(Jid jid, Executor loop, List<CompletionStage<?>> owed) implements Origin {
        @Override
        public void reply(Stanza answer) {
            throw new AssertionError("not expected: " + answer);
        }

        @Override
        public void confirmAfter(CompletionStage<?> durable) {
            owed.add(durable);
        }
    }

    /** So that nobody takes it for fetched, and deletes another copy. */
    @Test
    void whatCouldNotBeWrittenIsNotInTheArchive(TestServer server) throws MalformedStanzaException {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        server.connect("romeo@capulet.lit/orchard").sends(Archives.chat("juliet@capulet.lit", "x"));
        Message message = (Message) Stanza.parse(messages(juliet).get(0));
        SentIds ids = (SentIds) server.provided(ArchiveIds.class);
        assertThat(ids.isKept(message)).isTrue();
        LongStream.range(0, 100).forEach(number -> ids.lost(juliet.jid().bare(), number));
        assertThat(ids.isKept(message)).isFalse();
    }

    @Test
    void confirmationWaitsForBothArchivesAndDeliveryForNone(TestServer server) {
        Jid romeo = Jid.valueOf("romeo@capulet.lit/orchard");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient other = server.connect("romeo@capulet.lit/window");
        other.sends(Archives.chat("juliet@capulet.lit", "now all is in memory"));
        juliet.received();
        List<CompletionStage<?>> owed = new ArrayList<>();
        Message message = Message.to(juliet.jid(), Message.Type.CHAT)
                .withFrom(romeo)
                .plus(Element.text("jabber:client", "body", "x"));

        CompletionStage<Void> delivered =
                server.routing().router().submit(message, new Confirming(romeo, Runnable::run, owed));

        assertThat(delivered.toCompletableFuture()).isDone();
        assertThat(owed)
                .hasSize(2)
                .noneMatch(stage -> stage.toCompletableFuture().isDone());
        assertThat(messages(juliet)).hasSize(1);
        assertThat(owed).allMatch(stage -> stage.toCompletableFuture().isDone());
        assertThat(all(juliet).results()).hasSize(2);
    }
}
