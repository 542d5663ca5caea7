package im.regent.kit.check;

import im.regent.bench.stream.Account;
import im.regent.core.xml.Element;
import im.regent.kit.finding.Finding;
import im.regent.kit.stream.Connector;
import im.regent.kit.stream.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a check finds: the server, and clients and components that connect anew for each check and leave with it. */
public final class World {
    private static final Duration REPLAY = Duration.ofMillis(60);

    private final Scene scene;
    private final Connector connector;
    private final Dialect dialect;
    private final List<Peer> peers = new ArrayList<>();
    private int lastId;

    World(Scene scene, Connector connector, Dialect dialect) {
        this.scene = scene;
        this.connector = connector;
        this.dialect = dialect;
    }

    /** The virtual host. */
    public String host() {
        return scene.target().domain();
    }

    /** The bare address of an account. */
    public String jid(User user) {
        return account(user).user() + '@' + host();
    }

    /** The bare address of an account that does not exist. */
    public String nobody() {
        return "nobody-here@" + host();
    }

    /** The domain of a component. */
    public String jid(Entity entity) {
        return component(entity).domain();
    }

    /** An id that no other check uses: what one left unanswered is not to disturb another. */
    public String unique() {
        return "inner-" + ++lastId;
    }

    /** The namespace of privileges that this server speaks. */
    public String privilege() {
        return dialect.privilege();
    }

    /** Ends a check about something that the first version of privileges did not have, if the server speaks that. */
    public void needsSecondVersion(String what) throws Finding {
        if (dialect.isFirstVersion()) {
            throw Finding.notApplicable("the server speaks " + dialect.privilege() + ", which has no " + what);
        }
    }

    /** The namespace of delegations that this server speaks. */
    public String delegation() throws Finding {
        return dialect.delegation()
                .orElseThrow(() -> Finding.notApplicable("the server does not advertise any delegation"));
    }

    /** A client that has logged in and sent nothing yet. */
    public Peer client(User user, String resource) throws Finding {
        Peer client = connector.client(account(user), resource);
        peers.add(client);
        return client;
    }

    /** A client that has asked for its roster and sent its initial presence. */
    public Peer online(User user, String resource) throws Finding {
        Peer client = client(user, resource);
        client.ask("get", "", "<query xmlns='jabber:iq:roster'/>");
        client.send("<presence/>");
        client.ask("get", host(), "<query xmlns='" + Grants.INFO + "'/>");
        client.forget(REPLAY);
        return client;
    }

    /** A component right after its handshake. */
    public Peer fresh(Entity entity) throws Finding {
        Scene.Component component = component(entity);
        Peer peer = connector.component(component.address(), component.domain(), component.secret());
        peers.add(peer);
        return peer;
    }

    /** A component that has heard what it may do. */
    public Peer connected(Entity entity) throws Finding {
        Peer peer = fresh(entity);
        if (entity != Entity.NONE && entity != Entity.PEP && dialect.isAdvertised()) {
            peer.await("advertisement", this::isAdvertisement);
        }
        peer.forget(REPLAY);
        return peer;
    }

    /** Whether this is a message about privileges. */
    public boolean isAdvertisement(Element stanza) {
        return stanza.child(privilege(), "privilege").isPresent();
    }

    private Account account(User user) {
        return Objects.requireNonNull(scene.accounts().get(user));
    }

    private Scene.Component component(Entity entity) {
        return Objects.requireNonNull(scene.entities().get(entity));
    }

    /** Ends all streams. */
    void leave() {
        peers.forEach(Peer::close);
        peers.clear();
    }
}
