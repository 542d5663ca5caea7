package im.regent.component;

import im.regent.core.config.Configuration;
import im.regent.core.config.Defaults;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.hook.CoreEvents;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.server.Server;
import im.regent.core.server.ServerSettings;
import im.regent.core.session.ComponentLink;
import im.regent.core.session.Origin;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Stanza;
import im.regent.core.store.MemoryStores;
import im.regent.core.stream.Listener;
import im.regent.core.stream.ListenerSpec;
import im.regent.core.stream.PortUnavailableException;
import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import im.regent.core.xml.Node;
import im.regent.core.xml.Text;
import im.regent.core.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** A server with components only, whose one listener hands its connections to the test. */
final class House {
    static final String NAMESPACE = "jabber:component:accept";
    static final String SECRET = "a long and secret word";

    /** Somebody who sends stanzas to components. */
    static final class Sender implements Origin {
        final List<Stanza> answers = new ArrayList<>();
        private final Jid jid;

        Sender(String jid) {
            this.jid = Jid.valueOf(jid);
        }

        @Override
        public Jid jid() {
            return jid;
        }

        @Override
        public Executor loop() {
            return Runnable::run;
        }

        @Override
        public void reply(Stanza answer) {
            answers.add(answer);
        }
    }

    final List<String> events = new ArrayList<>();
    private final List<FakeTransport> connections = new ArrayList<>();
    private final List<ListenerSpec> specs = new ArrayList<>();
    private final Server server;
    private int ids;

    House(String config) throws PortUnavailableException {
        server = new Server(
                read(config),
                new Server.Foundation(
                        new MemoryStores(Runnable::run),
                        () -> Instant.EPOCH,
                        (delay, on, task) -> () -> {},
                        Runnable::run,
                        () -> "id" + ++ids,
                        this::listen));
        server.routing().events().on(CoreEvents.COMPONENT_CONNECTED, this::connected);
        server.routing().events().on(CoreEvents.COMPONENT_GONE, link -> events.add("gone " + link.jid()));
        server.start();
    }

    private static ServerSettings read(String config) {
        List<FeatureFactory<?>> factories = List.of(new ComponentFeatureFactory());
        Configuration configuration = Configuration.ofString(
                config + "\nvirtual-hosts { \"capulet.lit\" {}, \"montague.lit\" {} }",
                ServerSettings.defaults(factories).toArray(Defaults[]::new));
        ServerSettings settings = ServerSettings.read(configuration.root(), factories);
        if (!configuration.problems().isEmpty()) {
            throw new AssertionError(configuration.problems());
        }
        return settings;
    }

    /** Reads another configuration while the server runs. */
    CompletionStage<Void> reloads(String config) {
        return server.reload(read(config));
    }

    /** A feature's advertisement: the first thing that a component gets. */
    private void connected(ComponentLink link) {
        events.add("connected " + link.jid());
        link.send(message("capulet.lit", link.jid().toString(), "welcome"));
    }

    private Listener listen(ListenerSpec spec) {
        specs.add(spec);
        return new Listener() {
            @Override
            public ListenerSpec spec() {
                return spec;
            }

            @Override
            public int port() {
                return spec.port();
            }

            @Override
            public CompletionStage<Void> close() {
                return CompletableFuture.completedStage(null);
            }
        };
    }

    static Stanza message(String from, String to, String id) {
        return stanza("message", from, to, id, "chat");
    }

    static Stanza stanza(String name, String from, String to, String id, String type) {
        Element xml = Element.of(XmlWriter.CLIENT, name)
                .with("from", from)
                .with("to", to)
                .with("id", id);
        Element typed = type.isEmpty() ? xml : xml.with("type", type);
        try {
            return Stanza.parse(name.equals("iq") ? typed.plus(Element.of("urn:x", "query")) : typed);
        } catch (MalformedStanzaException e) {
            throw new AssertionError(e);
        }
    }

    Server server() {
        return server;
    }

    Routing routing() {
        return server.routing();
    }

    List<ListenerSpec> specs() {
        return specs;
    }

    /** A connection on which nothing was said yet. */
    FakeTransport connection() {
        FakeTransport transport = new FakeTransport(specs.get(0).acceptor());
        connections.add(transport);
        return transport;
    }

    /** A connection that has sent its header and the handshake for this secret. */
    FakeTransport component(String domain, String secret) {
        FakeTransport transport = connection();
        transport.opens(NAMESPACE, domain);
        transport.receives(handshake(transport, secret));
        settle();
        return transport;
    }

    FakeTransport component(String domain) {
        return component(domain, SECRET);
    }

    static Element handshake(FakeTransport transport, String secret) {
        return Element.text(
                XmlWriter.CLIENT, "handshake", digest(transport.headers.get(0).id() + secret));
    }

    static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    void settle() {
        while (connections.stream().anyMatch(FakeTransport::turn)) {
            // Each turn is one task.
        }
    }

    /** What became of an element: for comparing whole lists. */
    static String brief(Element element) {
        StringBuilder brief = new StringBuilder(element.localName());
        for (Attribute attribute : element.attributes()) {
            if (attribute.local().equals("id")) {
                brief.append(' ').append(attribute.value());
            }
        }
        for (Node node : element.nodes()) {
            if (node instanceof Text) {
                brief.append(" …");
            }
        }
        return brief.toString();
    }
}
