package im.regent.c2s;

import im.regent.c2s.management.ManagementFactory;
import im.regent.core.config.Settings;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.hook.CoreEvents;
import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.hook.Undelivered;
import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Stanza;
import im.regent.core.store.Codec;
import im.regent.core.store.Journal;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A world with stream management, what its sessions leave behind, and a disk that the test lets write. */
final class ManagedClients implements AutoCloseable {
    static final String SM = "urn:xmpp:sm:3";
    static final Jid BALCONY = Jid.valueOf("juliet@capulet.lit/balcony");

    final List<String> undelivered = new ArrayList<>();
    final Deque<CompletableFuture<Void>> writes = new ArrayDeque<>();
    final BrokenShelf shelf = new BrokenShelf();
    final ClientWorld world;
    private final List<EmbeddedClient> clients = new ArrayList<>();
    private CompletionStage<Void> stop = Stages.done();
    private boolean isDiskSlow;

    ManagedClients(String config, FeatureFactory<?>... more) {
        List<FeatureFactory<?>> factories = new ArrayList<>(List.of(more));
        factories.add(new ManagementFactory());
        factories.add(new WatcherFactory());
        world = new ClientWorld(config, shelf, factories.toArray(FeatureFactory<?>[]::new));
    }

    /** The next stop takes until this is complete. */
    CompletableFuture<Void> slowStop() {
        CompletableFuture<Void> end = new CompletableFuture<>();
        stop = end;
        return end;
    }

    /** From now on each message of a client waits for the disk before it is confirmed. */
    void slowDisk() {
        isDiskSlow = true;
    }

    /** Juliet, logged in; no resource is bound yet. */
    EmbeddedClient loggedIn() {
        return in(StreamState.AUTHENTICATED);
    }

    EmbeddedClient in(StreamState state) {
        EmbeddedClient client = state.client(world);
        clients.add(client);
        return client;
    }

    /** Juliet on her balcony, with a session that can be resumed; returns the client that forgot what came. */
    EmbeddedClient managed() {
        EmbeddedClient client = in(StreamState.BOUND);
        client.sends("<enable xmlns='" + SM + "' resume='true'/>");
        return client;
    }

    /** The id in {@code <enabled/>}, which has just come. */
    static String id(EmbeddedClient client) {
        Element enabled = client.elements.remove();
        if (!enabled.is(SM, "enabled")) {
            throw new AssertionError("not enabled: " + enabled);
        }
        return enabled.attribute("id").orElseThrow();
    }

    static String resume(String id, long h) {
        return "<resume xmlns='" + SM + "' previd='" + id + "' h='" + h + "'/>";
    }

    static String acknowledge(long h) {
        return "<a xmlns='" + SM + "' h='" + h + "'/>";
    }

    static String request() {
        return "<r xmlns='" + SM + "'/>";
    }

    /** Every loop does what is left to do, until nothing is. */
    void settle() {
        for (int i = 0; i < 5; i++) {
            clients.forEach(EmbeddedClient::settle);
        }
    }

    void passes(Duration span) {
        world.time.advance(span);
        settle();
    }

    /** The server stops and starts again, in good order. */
    void restart() {
        world.stop();
        settle();
        world.startAgain();
        settle();
    }

    /** The sessions that wait in storage while there is no server, and until they are resumed. */
    Journal<Element> stored() {
        return world.stores.journal("sessions", Codec.xml());
    }

    /** All that can be read of {@link #stored}. */
    List<Element> storedSessions() {
        return stored().read(BALCONY.domainJid(), 0, 100).toCompletableFuture().join().stream()
                .flatMap(entry -> entry.value().stream())
                .toList();
    }

    /** A managed client got messages that it did not acknowledge, and the server was restarted; returns its id. */
    String restartedWith(String... messages) {
        EmbeddedClient phone = managed();
        String id = id(phone);
        for (String message : messages) {
            say(session().orElseThrow(), message);
        }
        restart();
        return id;
    }

    /** What juliet hears when she wants to resume: {@code resumed}, or the condition of the failure. */
    String answer(String id, long h) {
        Element answer = loggedIn().sends(resume(id, h)).elements.remove();
        return answer.localName().equals("resumed") ? "resumed" : Script.condition(answer);
    }

    Optional<Session> session() {
        return world.routing().sessions().find(BALCONY);
    }

    /** Somebody sends juliet's session a message with this id. */
    void say(Session session, String id) {
        try {
            session.send(Stanza.parse(Element.of(XmlWriter.CLIENT, "message")
                    .with("from", "romeo@capulet.lit/orchard")
                    .with("to", BALCONY.toString())
                    .with("id", id)
                    .with("type", "chat")));
        } catch (MalformedStanzaException e) {
            throw new AssertionError(e);
        }
        settle();
    }

    /** The ids and names of what came, in short, and forgets it: {@code m1}, {@code r}, {@code a 3}. */
    List<String> came(EmbeddedClient client) {
        settle();
        List<String> came = new ArrayList<>();
        for (Element element : client.elements) {
            boolean isOurs = element.namespace().equals(SM);
            String h = element.attribute("h", "");
            came.add(
                    isOurs
                            ? element.localName() + (h.isEmpty() ? "" : ' ' + h)
                            : element.attribute("id", element.localName()));
        }
        client.forget();
        return came;
    }

    @Override
    public void close() {
        world.close();
    }

    private final class WatcherFactory implements FeatureFactory<Integer> {
        @Override
        public String id() {
            return "watcher";
        }

        @Override
        public Integer settings(Settings settings) {
            return 0;
        }

        @Override
        public Feature create(Integer settings) {
            return new Feature() {
                @Override
                public void start(FeatureContext context) {
                    watch(context);
                }

                @Override
                public CompletionStage<Void> suspend() {
                    return stop;
                }
            };
        }

        private void watch(FeatureContext context) {
            context.on(CoreEvents.UNDELIVERED, this::left);
            context.on(Flow.OUTBOUND, Phase.OBSERVE, Stanza.Kind.MESSAGE, (stanza, origin) -> {
                if (isDiskSlow) {
                    CompletableFuture<Void> write = new CompletableFuture<>();
                    writes.add(write);
                    origin.confirmAfter(write);
                }
                return Verdict.pass();
            });
        }

        private void left(Undelivered left) {
            undelivered.add(
                    left.stanza().xml().attribute("id", left.stanza().xml().localName()));
        }
    }
}
