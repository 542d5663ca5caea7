package im.regent.c2s;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.regent.core.parse.Scanners;
import im.regent.core.parse.XmlStreamReader;
import im.regent.core.stream.ListenerSpec;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamEvent;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamHandler;
import im.regent.core.stream.StreamHeader;
import im.regent.core.stream.StreamLimits;
import im.regent.core.stream.StreamTransport;
import im.regent.core.stream.TlsFacts;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A client's connection without a network: the server's real reader on its way in, a record of everything on its way out. */
final class WiredClient implements StreamTransport {
    private static final Scanners SCANNERS = new Scanners();

    final Deque<StreamHeader> headers = new ArrayDeque<>();
    final Deque<Element> elements = new ArrayDeque<>();
    /** Names of everything that came, in its order: {@code <stream>}, elements, {@code </stream>}, {@code -} for the end. */
    final List<String> order = new ArrayList<>();

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final XmlStreamReader reader = new XmlStreamReader(SCANNERS, StreamLimits.beforeAuthentication());
    private final StreamHandler handler;
    private @Nullable TlsFacts tls;
    private @Nullable Deadline deadline;
    private @Nullable String certificateHost;
    private String sni = "";
    private String address = "192.0.2.1";
    private boolean canStartTls = true;
    private boolean isOpened;
    private boolean isParked;
    private boolean isOver;
    private boolean isHeldBack;

    WiredClient(ListenerSpec listener, boolean isSecure) {
        this(listener, isSecure ? WiredTls.withCertificate("") : null);
    }

    /** TLS from the first byte, of which this is known. */
    WiredClient(ListenerSpec listener, @Nullable TlsFacts facts) {
        tls = facts;
        handler = listener.acceptor().apply(this);
    }

    /** The client asks for this host by SNI when TLS begins. */
    WiredClient sni(String host) {
        sni = host;
        if (tls != null) {
            tls = WiredTls.withCertificate(host);
        }
        return this;
    }

    /** The client has this network address. */
    WiredClient at(String newAddress) {
        address = newAddress;
        return this;
    }

    /** There is no certificate for any host. */
    WiredClient withoutHostCertificate() {
        canStartTls = false;
        return this;
    }

    WiredClient sends(String xml) {
        byte[] bytes = xml.getBytes(UTF_8);
        tasks.add(() -> {
            reader.feed(bytes, 0, bytes.length);
            read();
        });
        return settle();
    }

    /** The connection breaks. */
    WiredClient breaks() {
        tasks.add(() -> end(null));
        return settle();
    }

    /** From now on nothing happens on this connection's loop until {@link #goesOn}. */
    WiredClient holdsBack() {
        isHeldBack = true;
        return this;
    }

    WiredClient goesOn() {
        isHeldBack = false;
        return settle();
    }

    WiredClient settle() {
        while (!isHeldBack && !tasks.isEmpty()) {
            tasks.remove().run();
        }
        return this;
    }

    /** Its deadline passes. */
    void expires() {
        Deadline due = deadline();
        tasks.add(() -> close(due.error()));
        settle();
    }

    Deadline deadline() {
        if (deadline == null) {
            throw new AssertionError("there is no deadline");
        }
        return deadline;
    }

    boolean hasDeadline() {
        return deadline != null;
    }

    boolean isOver() {
        return isOver;
    }

    Optional<String> certificateHost() {
        return Optional.ofNullable(certificateHost);
    }

    private void read() {
        try {
            while (!isParked && !isOver) {
                Optional<StreamEvent> event = reader.next();
                if (event.isEmpty()) {
                    return;
                }
                take(event.get());
            }
        } catch (StreamException e) {
            close(e.error());
        } finally {
            reader.keep();
        }
    }

    private void take(StreamEvent event) throws StreamException {
        if (event instanceof StreamEvent.Opened opened) {
            handler.opened(opened.header());
        } else if (event instanceof StreamEvent.Received received) {
            CompletionStage<Void> stage = handler.received(received.element());
            if (!Stages.isDone(stage)) {
                isParked = true;
                stage.whenComplete((done, failure) -> execute(() -> unpark(failure)));
            } else {
                stage.whenComplete((done, failure) -> failed(failure));
            }
        } else {
            handler.closed();
            close();
        }
    }

    private void unpark(@Nullable Throwable failure) {
        isParked = false;
        failed(failure);
        read();
    }

    private void failed(@Nullable Throwable failure) {
        if (failure != null) {
            close(
                    Stages.cause(failure) instanceof StreamException broken
                            ? broken.error()
                            : StreamError.of(StreamCondition.INTERNAL_SERVER_ERROR));
        }
    }

    private void execute(Runnable task) {
        tasks.add(task);
        settle();
    }

    private void end(@Nullable StreamError error) {
        if (!isOver) {
            isOver = true;
            order.add("-");
            handler.disconnected(Optional.ofNullable(error));
        }
    }

    @Override
    public Executor loop() {
        return this::execute;
    }

    @Override
    public void perform(Runnable task) {
        task.run();
    }

    @Override
    public void open(StreamHeader header) {
        isOpened = true;
        headers.add(header);
        order.add("<stream>");
    }

    @Override
    public void send(Element element) {
        if (!isOver) {
            elements.add(element);
            order.add(element.localName());
        }
    }

    @Override
    public void close() {
        order.add("</stream>");
        end(null);
    }

    @Override
    public void close(StreamError error) {
        if (!isOver) {
            if (!isOpened) {
                open(new StreamHeader(XmlWriter.CLIENT, "", "", "made-by-the-transport", "1.0", "en"));
            }
            send(error.xml());
            order.add("</stream>");
            end(error);
        }
    }

    @Override
    public void abort() {
        end(null);
    }

    @Override
    public void startTls(String defaultHost) {
        certificateHost = defaultHost;
        tls = WiredTls.withCertificate(sni);
        restart();
    }

    @Override
    public boolean canStartTls(String host) {
        return canStartTls;
    }

    @Override
    public void restart() {
        isOpened = false;
        reader.restart();
    }

    @Override
    public void limits(StreamLimits limits) {
        reader.limits(limits);
    }

    @Override
    public void deadline(Duration after, StreamError error) {
        deadline = new Deadline(after, error);
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
        return Optional.ofNullable(tls);
    }

    @Override
    public String peerAddress() {
        return address;
    }
}
