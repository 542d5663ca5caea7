package im.regent.c2s.management;

import im.regent.core.feature.FeatureContext;
import im.regent.core.routing.Attachment;
import im.regent.core.routing.BindOption;
import im.regent.core.routing.ClientSession;
import im.regent.core.stanza.Condition;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamFact;
import im.regent.core.stream.StreamFeature;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What a client says of stream management once its resource is bound: enables it, asks and acknowledges. */
final class Enabling implements StreamFeature, BindOption {
    private final FeatureContext context;
    private final ManagementSettings settings;
    private final WaitingSessions waiting;

    Enabling(FeatureContext context, ManagementSettings settings, WaitingSessions waiting) {
        this.context = context;
        this.settings = settings;
        this.waiting = waiting;
    }

    @Override
    public Set<StreamFact> needs() {
        return Set.of(StreamFact.BOUND);
    }

    @Override
    public Set<StreamFact> forbids() {
        return Set.of();
    }

    /** Comes after a resource was bound only where the login bound it (XEP-0386); all others have seen it before. */
    @Override
    public Optional<Element> offer(NegotiatedStream stream) {
        // Some clients enable whatever is offered, which may be done only once.
        boolean isEnabled = stream.bound(Attachment.class)
                .flatMap(connection -> connection.session().state(ManagedSession.class))
                .isPresent();
        return isEnabled ? Optional.empty() : Optional.of(Sm.element("sm"));
    }

    @Override
    public Set<Name> claims() {
        return Set.of(Sm.name("enable"), Sm.name("resume"), Sm.name("r"), Sm.name("a"));
    }

    @Override
    public CompletionStage<Void> received(Element element, NegotiatedStream stream) throws StreamException {
        Attachment connection = stream.bound(Attachment.class).orElseThrow();
        Optional<ManagedSession> managed = connection.session().state(ManagedSession.class);
        switch (element.localName()) {
            case "enable" -> {
                if (managed.isPresent()) {
                    // XEP-0198 §3: "If a server receives a second <enable/> element it SHOULD respond with a stream
                    // error".
                    throw new StreamException(StreamCondition.POLICY_VIOLATION, "stream management is enabled already");
                }
                connection.transport().send(begin(element, connection.session()));
            }
            case "resume" -> connection.transport().send(Sm.failed(Condition.UNEXPECTED_REQUEST));
            default -> {
                return counted(element, connection, managed.orElseThrow(() -> notEnabled(element)));
            }
        }
        return Stages.done();
    }

    private static StreamException notEnabled(Element element) {
        return new StreamException(
                StreamCondition.UNSUPPORTED_STANZA_TYPE,
                "<" + element.localName() + "/> means nothing before stream management is enabled");
    }

    @Override
    public String feature() {
        return Sm.NAMESPACE;
    }

    @Override
    public Set<Name> requests() {
        return Set.of(Sm.name("enable"));
    }

    @Override
    public Optional<Element> enable(Element request, ClientSession session) {
        // Twice in one request is once.
        return session.state(ManagedSession.class).isPresent()
                ? Optional.empty()
                : Optional.of(begin(request, session));
    }

    /** Only a session's first connection can get here, so this is the session's loop; nothing is sent before the answer. */
    private Element begin(Element request, ClientSession session) {
        boolean isResumable =
                Sm.flag(request, "resume") && !settings.resumeWithin().isZero();
        String id = isResumable ? context.routing().newId() : "";
        Duration window = Sm.number(request, "max")
                .map(Duration::ofSeconds)
                .filter(wish -> wish.compareTo(settings.resumeWithin()) < 0)
                .orElse(settings.resumeWithin());
        Ticket ticket = isResumable ? Ticket.of(id, window) : Ticket.NONE;
        session.state(ManagedSession.class, () -> new ManagedSession(session, context, settings, waiting, ticket))
                .begin();
        Element enabled = Sm.element("enabled");
        return isResumable
                ? enabled.with("id", id).with("resume", "true").with("max", Long.toString(window.toSeconds()))
                : enabled;
    }

    private static CompletionStage<Void> counted(Element element, Attachment connection, ManagedSession managed)
            throws StreamException {
        if (element.localName().equals("r")) {
            return atHome(connection, () -> managed.asked(connection));
        }
        long h = Sm.h(element);
        return atHome(connection, () -> managed.acknowledged(h, connection));
    }

    /** A resumed session's connection may be on another loop than the session. */
    private static CompletionStage<Void> atHome(Attachment connection, Runnable task) {
        if (connection.isAtHome()) {
            task.run();
            return Stages.done();
        }
        return CompletableFuture.runAsync(task, connection.session().loop());
    }
}
