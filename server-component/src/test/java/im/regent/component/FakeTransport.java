package im.regent.component;

import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamHandler;
import im.regent.core.stream.StreamHeader;
import im.regent.core.stream.StreamLimits;
import im.regent.core.stream.StreamRate;
import im.regent.core.stream.StreamTransport;
import im.regent.core.stream.TlsFacts;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A wire that keeps what is sent, and whose loop is run by the test. */
final class FakeTransport implements StreamTransport {
    final List<StreamHeader> headers = new ArrayList<>();
    final List<Element> sent = new ArrayList<>();
    final List<StreamLimits> limits = new ArrayList<>();
    final List<StreamRate> rates = new ArrayList<>();
    boolean isCrowded;
    boolean isKnown;
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final StreamHandler handler;
    private @Nullable StreamError error;
    private @Nullable StreamError deadline;
    private boolean isOver;

    FakeTransport(Function<StreamTransport, StreamHandler> acceptor) {
        handler = acceptor.apply(this);
    }

    boolean turn() {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
        return task != null;
    }

    void opens(String namespace, String to) {
        guarded(() -> {
            handler.opened(new StreamHeader(namespace, "", to, "", "", ""));
            return Stages.done();
        });
    }

    CompletionStage<Void> receives(Element element) {
        return guarded(() -> handler.received(element));
    }

    private interface Step {
        CompletionStage<Void> run() throws StreamException;
    }

    private CompletionStage<Void> guarded(Step step) {
        if (isOver) {
            return Stages.done();
        }
        try {
            return step.run();
        } catch (StreamException e) {
            end(e.error());
            return Stages.done();
        }
    }

    void lost() {
        end(null);
    }

    /** Lets the deadline pass. */
    void waits() {
        if (deadline != null) {
            end(deadline);
        }
    }

    private void end(@Nullable StreamError cause) {
        if (!isOver) {
            isOver = true;
            error = cause;
            handler.disconnected(Optional.ofNullable(cause));
        }
    }

    boolean isOver() {
        return isOver;
    }

    Optional<StreamError> error() {
        return Optional.ofNullable(error);
    }

    @Override
    public Executor loop() {
        return tasks::add;
    }

    @Override
    public void perform(Runnable task) {
        task.run();
    }

    @Override
    public void open(StreamHeader header) {
        headers.add(header);
    }

    @Override
    public void send(Element element) {
        if (!isOver) {
            sent.add(element);
        }
    }

    @Override
    public void close() {
        tasks.add(() -> end(null));
    }

    @Override
    public void close(StreamError cause) {
        tasks.add(() -> end(cause));
    }

    @Override
    public void abort() {
        close();
    }

    @Override
    public void startTls(String defaultHost) {
        throw new UnsupportedOperationException("component streams have no TLS");
    }

    @Override
    public void restart() {
        throw new UnsupportedOperationException("component streams do not restart");
    }

    @Override
    public void rate(StreamRate rate) {
        rates.add(rate);
    }

    @Override
    public void authenticated() {
        isKnown = true;
    }

    @Override
    public Optional<StreamError> refusal() {
        return isCrowded ? Optional.of(StreamError.of(StreamCondition.CONFLICT)) : Optional.empty();
    }

    @Override
    public void limits(StreamLimits changed) {
        limits.add(changed);
    }

    @Override
    public void deadline(Duration after, StreamError cause) {
        deadline = cause;
    }

    @Override
    public void cancelDeadline() {
        deadline = null;
    }

    @Override
    public Duration silence() {
        return Duration.ZERO;
    }

    @Override
    public Optional<TlsFacts> tls() {
        return Optional.empty();
    }

    @Override
    public String peerAddress() {
        return "192.0.2.7";
    }
}
