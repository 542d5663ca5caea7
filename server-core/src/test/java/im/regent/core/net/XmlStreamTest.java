package im.regent.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamHeader;
import im.regent.core.stream.StreamTransport;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 6120 §4 below negotiation, on embedded channels. */
class XmlStreamTest {
    private static final String CLOSE = "</stream:stream>";

    private final List<Wire<?>> wires = new ArrayList<>();

    private <H extends RecordingHandler> Wire<H> wire(Function<StreamTransport, H> acceptor) {
        return wire(1 << 20, acceptor);
    }

    private <H extends RecordingHandler> Wire<H> wire(int budget, Function<StreamTransport, H> acceptor) {
        Wire<H> wire = new Wire<>(budget, acceptor);
        wires.add(wire);
        return wire;
    }

    @AfterEach
    void release() {
        wires.forEach(wire -> wire.channel.finishAndReleaseAll());
    }

    private static Element message(String id) {
        return Element.of(XmlWriter.CLIENT, "message").with("id", id);
    }

    @Test
    void headerIsAnsweredAndElementsArriveInOrder() {
        var wire = wire(RecordingHandler::new);
        assertThat(wire.sends(Wire.OPEN + "<a/><b/>")).isEqualTo(Wire.OPENED);
        assertThat(wire.handler.told).containsExactly("opened example.org", "a", "b");
    }

    @Test
    void peersClosingTagIsAnsweredBehindWhatWasSent() {
        var wire = wire(RecordingHandler::new);
        wire.sends(Wire.OPEN);
        wire.handler.transport.send(message("1"));
        assertThat(wire.sends(CLOSE)).isEqualTo("<message id='1'/>" + CLOSE);
        assertThat(wire.handler.told).containsExactly("opened example.org", "closed", "disconnected ");
        assertThat(wire.channel.isOpen()).isFalse();
    }

    @Test
    void ourClosingTagIsSentOnceAndThePeerMayFinish() {
        var wire = wire(RecordingHandler::new);
        wire.sends(Wire.OPEN);
        wire.handler.transport.close();
        wire.handler.transport.close();
        wire.handler.transport.send(message("late"));
        assertThat(wire.output()).isEqualTo(CLOSE);
        assertThat(wire.channel.isOpen()).isTrue();
        assertThat(wire.sends("<a/>" + CLOSE + "<b/>")).isEmpty();
        assertThat(wire.handler.told).containsExactly("opened example.org", "a", "closed", "disconnected ");
        assertThat(wire.channel.isOpen()).isFalse();
    }

    @Test
    void peerThatDoesNotAnswerOurClosingTagIsDroppedAfterFiveSeconds() {
        var wire = wire(RecordingHandler::new);
        wire.sends(Wire.OPEN);
        wire.handler.transport.close();
        wire.advance(Duration.ofMillis(4_999));
        assertThat(wire.channel.isOpen()).isTrue();
        wire.advance(Duration.ofMillis(1));
        assertThat(wire.channel.isOpen()).isFalse();
        assertThat(wire.handler.told).containsExactly("opened example.org", "disconnected ");
    }

    @Test
    void errorBeforeAHeaderIsPrecededByOne() {
        var wire = wire(RecordingHandler::new);
        String output = wire.sends("<!DOCTYPE a>");
        assertThat(output)
                .startsWith("<?xml version='1.0'?><stream:stream xmlns='jabber:client' ")
                .endsWith("<stream:error><restricted-xml xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>"
                        + "<text xmlns='urn:ietf:params:xml:ns:xmpp-streams' xml:lang='en'>a DOCTYPE is not allowed</text>"
                        + "</stream:error>" + CLOSE);
        assertThat(wire.handler.told).containsExactly("disconnected restricted-xml");
        assertThat(wire.channel.isOpen()).isFalse();
    }

    @Test
    void errorAfterTheHeaderEndsTheStreamAndNothingFollows() {
        var wire = wire(RecordingHandler::new);
        wire.sends(Wire.OPEN);
        String output = wire.sends("<a></b><c/>");
        assertThat(output)
                .isEqualTo("<stream:error><not-well-formed xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>"
                        + CLOSE);
        wire.handler.transport.send(message("late"));
        wire.handler.transport.close(StreamError.of(StreamCondition.RESET));
        assertThat(wire.output()).isEmpty();
        assertThat(wire.handler.told).containsExactly("opened example.org", "disconnected not-well-formed");
    }

    @Test
    void handlersStreamExceptionIsSent() {
        var wire = wire(transport -> new RecordingHandler(transport) {
            @Override
            public void opened(StreamHeader header) throws StreamException {
                throw new StreamException(StreamCondition.HOST_UNKNOWN, "");
            }
        });
        assertThat(wire.sends(Wire.OPEN)).contains("<host-unknown ").endsWith(CLOSE);
        assertThat(wire.handler.told).containsExactly("disconnected host-unknown");
    }

    @Test
    void handlersCrashIsAnInternalServerErrorThatTellsNothing() {
        var wire = wire(transport -> new RecordingHandler(transport) {
            @Override
            public CompletionStage<Void> received(Element element) {
                throw new IllegalStateException("secret");
            }
        });
        assertThat(wire.sends(Wire.OPEN + "<a/><b/>"))
                .contains("<internal-server-error ")
                .doesNotContain("secret")
                .endsWith(CLOSE);
        assertThat(wire.handler.told).containsExactly("opened example.org", "disconnected internal-server-error");
    }

    @Test
    void deadlineEndsTheStreamUnlessItIsCancelled() {
        var wire = wire(RecordingHandler::new);
        StreamTransport transport = wire.handler.transport;
        StreamError error = StreamError.of(StreamCondition.CONNECTION_TIMEOUT);
        transport.deadline(Duration.ofSeconds(1), error);
        transport.deadline(Duration.ofSeconds(3), error);
        wire.advance(Duration.ofSeconds(2));
        assertThat(wire.channel.isOpen()).isTrue();
        transport.cancelDeadline();
        wire.advance(Duration.ofSeconds(2));
        assertThat(wire.channel.isOpen()).isTrue();
        transport.deadline(Duration.ofSeconds(3), error);
        wire.advance(Duration.ofSeconds(3));
        assertThat(wire.output()).contains("<connection-timeout ");
        assertThat(wire.channel.isOpen()).isFalse();
    }

    /** Keeps the stream parked until the test lets it go on. */
    private static final class Parking extends RecordingHandler {
        final Queue<CompletableFuture<Void>> stages = new ArrayDeque<>();

        Parking(StreamTransport transport) {
            super(transport);
        }

        @Override
        public CompletionStage<Void> received(Element element) throws StreamException {
            super.received(element);
            CompletableFuture<Void> stage = new CompletableFuture<>();
            stages.add(stage);
            return stage;
        }
    }

    @Test
    void parkedStreamTakesOneElementAtATimeAndStopsReading() {
        var wire = wire(Parking::new);
        wire.sends(Wire.OPEN + "<a/><b/>");
        assertThat(wire.channel.config().isAutoRead()).isFalse();
        wire.sends("<c/><d");
        assertThat(wire.handler.told).containsExactly("opened example.org", "a");
        wire.handler.stages.remove().complete(null);
        wire.output();
        assertThat(wire.handler.told).containsExactly("opened example.org", "a", "b");
        assertThat(wire.channel.config().isAutoRead()).isFalse();
        wire.handler.stages.remove().complete(null);
        wire.output();
        wire.handler.stages.remove().complete(null);
        wire.output();
        assertThat(wire.channel.config().isAutoRead()).isTrue();
        wire.sends("/>");
        assertThat(wire.handler.told).containsExactly("opened example.org", "a", "b", "c", "d");
    }

    @Test
    void parkedStageThatFailsEndsTheStream() {
        var wire = wire(Parking::new);
        wire.sends(Wire.OPEN + "<a/><b/>");
        wire.handler.stages.remove().completeExceptionally(new StreamException(StreamCondition.POLICY_VIOLATION, ""));
        assertThat(wire.output()).contains("<policy-violation ");
        assertThat(wire.handler.told).containsExactly("opened example.org", "a", "disconnected policy-violation");
    }

    @Test
    void connectionThatIsLostWhileParkedIsToldOnce() {
        var wire = wire(Parking::new);
        wire.sends(Wire.OPEN + "<a/><b/>");
        wire.channel.close();
        wire.handler.stages.remove().complete(null);
        wire.output();
        assertThat(wire.handler.told).containsExactly("opened example.org", "a", "disconnected ");
    }

    @Test
    void everythingOfOneIterationIsWrittenAtOnce() {
        var wire = wire(transport -> new RecordingHandler(transport) {
            @Override
            public CompletionStage<Void> received(Element element) throws StreamException {
                transport.send(element);
                transport.send(element);
                return super.received(element);
            }
        });
        wire.sends(Wire.OPEN);
        wire.writes = 0;
        wire.flushes = 0;
        assertThat(wire.sends("<a/><b/><c/>")).isEqualTo("<a/><a/><b/><b/><c/><c/>");
        assertThat(wire.writes).isEqualTo(1);
        assertThat(wire.flushes).isEqualTo(1);
    }

    @Test
    void restartExpectsANewHeaderAndKeepsWhatCame() {
        var wire = wire(transport -> new RecordingHandler(transport) {
            @Override
            public CompletionStage<Void> received(Element element) throws StreamException {
                if (element.localName().equals("auth")) {
                    transport.restart();
                }
                return super.received(element);
            }
        });
        String output = wire.sends(Wire.OPEN + "<auth/><?xml version='1.0'?>" + Wire.OPEN + "<a/>");
        assertThat(output).isEqualTo(Wire.OPENED + Wire.OPENED);
        assertThat(wire.handler.told).containsExactly("opened example.org", "auth", "opened example.org", "a");
    }

    @Test
    void closeFromWithinAHandlerIsNotReentrant() {
        List<String> order = new ArrayList<>();
        var wire = wire(transport -> new RecordingHandler(transport) {
            @Override
            public CompletionStage<Void> received(Element element) throws StreamException {
                transport.close(StreamError.of(StreamCondition.CONFLICT));
                order.add("received");
                return super.received(element);
            }

            @Override
            public void disconnected(java.util.Optional<StreamError> error) {
                order.add("disconnected");
                super.disconnected(error);
            }
        });
        wire.sends(Wire.OPEN + "<a/><b/>");
        assertThat(order).containsExactly("received", "disconnected");
    }
}
