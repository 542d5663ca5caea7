package im.regent.component;

import im.regent.core.jid.Jid;
import im.regent.core.routing.ComponentSession;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamHandler;
import im.regent.core.stream.StreamHeader;
import im.regent.core.stream.StreamLimits;
import im.regent.core.stream.StreamTransport;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A component's stream: header, handshake, stanzas (XEP-0114 §3). Confined to the stream's loop. */
final class ComponentStream implements StreamHandler {
    static final String NAMESPACE = "jabber:component:accept";

    private static final Logger log = LoggerFactory.getLogger(ComponentStream.class);
    private static final Logger security = LoggerFactory.getLogger("security");

    private final Components components;
    private final StreamTransport transport;
    private final String streamId;
    private String handshake = "";
    private String domain = "";
    private @Nullable ComponentSession session;
    private boolean isGone;

    ComponentStream(Components components, StreamTransport transport) {
        this.components = components;
        this.transport = transport;
        this.streamId = components.newId();
        transport.limits(StreamLimits.beforeAuthentication());
        transport.rate(components.settings().rate());
        transport.deadline(
                components.settings().handshakeTimeout(),
                StreamError.of(StreamCondition.CONNECTION_TIMEOUT, "no handshake came in time"));
    }

    @Override
    public void opened(StreamHeader header) throws StreamException {
        Optional<Jid> asked = components.domain(header.to());
        // XEP-0114 §3: the reply's 'from' is the component's own address, and there are no features.
        transport.open(new StreamHeader(NAMESPACE, asked.map(Jid::domain).orElse(""), "", streamId, "", ""));
        Optional<StreamError> refusal = transport.refusal();
        if (refusal.isPresent()) {
            throw new StreamException(refusal.get());
        }
        if (!header.namespace().equals(NAMESPACE)) {
            throw new StreamException(StreamCondition.INVALID_NAMESPACE, "component streams are in " + NAMESPACE);
        }
        if (asked.isEmpty()) {
            log.warn("stream {}: a component wants an unknown address; known are {}", streamId, components.domains());
            throw new StreamException(StreamCondition.HOST_UNKNOWN, "no component of that address is configured");
        }
        domain = asked.get().domain();
    }

    @Override
    public CompletionStage<Void> received(Element element) throws StreamException {
        if (session != null) {
            return session.received(element);
        }
        // The handshake is in the content namespace, which is mapped to the one that stanzas have inside the server.
        if (!element.is(XmlWriter.CLIENT, "handshake")) {
            throw new StreamException(StreamCondition.NOT_AUTHORIZED, "the handshake comes first");
        }
        if (!components.isValid(domain, streamId, element.text())) {
            security.warn("component handshake failed: domain={} address={}", domain, transport.peerAddress());
            throw new StreamException(StreamCondition.NOT_AUTHORIZED, "the secret is wrong");
        }
        handshake = element.text();
        return connect();
    }

    private CompletionStage<Void> connect() throws StreamException {
        Optional<ComponentSession> other = components.connected(domain);
        if (other.isEmpty()) {
            begin();
            return Stages.done();
        }
        if (components.settings().onConflict() == ComponentSettings.OnConflict.REFUSE) {
            log.warn("stream {}: a component is connected already and connects again", streamId);
            throw new StreamException(StreamCondition.CONFLICT, "this component is connected already");
        }
        // Whoever keeps facts about the component must see the old stream end before the new one begins.
        return components.replace(domain, other.get()).thenRunAsync(this::begin, transport.loop());
    }

    private void begin() {
        if (isGone) {
            return;
        }
        ComponentSession fresh = new ComponentSession(components.routing(), Jid.valueOf(domain), transport, streamId);
        transport.cancelDeadline();
        transport.authenticated();
        transport.limits(StreamLimits.authenticated(components.settings().maxStanzaBytes()));
        transport.send(Element.of(XmlWriter.CLIENT, "handshake"));
        session = fresh;
        // What the features have to say comes first: only then can stanzas be routed here.
        fresh.start();
        components.connect(domain, fresh, () -> components.isValid(domain, streamId, handshake));
        log.info("component connected, stream {}", streamId);
    }

    @Override
    public void disconnected(Optional<StreamError> error) {
        isGone = true;
        if (session != null) {
            components.disconnect(domain, session);
            log.info("component gone, stream {}", streamId);
        }
    }
}
