package im.regent.im.registration;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Stanza;
import im.regent.core.stream.BoundStream;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamFact;
import im.regent.core.stream.StreamTransport;
import im.regent.core.time.Cancellable;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The stream of a client that has not authenticated; whoever answers needs little of its wire. */
final class Newcomer implements NegotiatedStream {
    final List<Stanza> answers = new ArrayList<>();
    private final Map<Class<?>, Object> states = new HashMap<>();
    private final StreamTransport transport;

    Newcomer(String address) {
        transport = (StreamTransport) Proxy.newProxyInstance(
                Newcomer.class.getClassLoader(),
                new Class<?>[] {StreamTransport.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "send" -> {
                        answers.add((Stanza) arguments[0]);
                        yield null;
                    }
                    case "loop" -> (Executor) Runnable::run;
                    case "peerAddress" -> address;
                    case "peerNetwork" -> Optional.of(address).filter(peer -> !peer.isEmpty());
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Override
    public StreamTransport transport() {
        return transport;
    }

    @Override
    public String host() {
        return "shakespeare.lit";
    }

    @Override
    public String streamId() {
        return "stream";
    }

    @Override
    public String lang() {
        return "";
    }

    @Override
    public Optional<Jid> claimed() {
        return Optional.empty();
    }

    @Override
    public Set<StreamFact> facts() {
        return Set.of(StreamFact.SECURE);
    }

    @Override
    public Optional<Jid> account() {
        return Optional.empty();
    }

    @Override
    public void authenticated(Jid account) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void bound(BoundStream bound) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void own(Cancellable task) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T extends BoundStream> Optional<T> bound(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public <T> T state(Class<T> key, Supplier<T> initial) {
        return key.cast(states.computeIfAbsent(key, unused -> initial.get()));
    }

    @Override
    public void announce() {
        throw new AssertionError("nobody announces anything here");
    }
}
