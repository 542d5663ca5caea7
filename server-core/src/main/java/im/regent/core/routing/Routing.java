package im.regent.core.routing;

import im.regent.core.hook.Events;
import im.regent.core.hook.StanzaChain;
import im.regent.core.jid.Jid;
import im.regent.core.session.ComponentLink;
import im.regent.core.session.Origin;
import im.regent.core.session.Sessions;
import im.regent.core.stanza.Iq;
import im.regent.core.store.Accounts;
import im.regent.core.time.Scheduler;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The routing core of one server, wired: what streams and features share. Safe for every thread. */
public final class Routing {
    private final List<String> virtualHosts;
    private final StanzaChain.Table chains = new StanzaChain.Table();
    private final Events events = new Events();
    private final Sessions sessions = new Sessions();
    private final IqTable iqTable = new IqTable();
    private final Pipeline pipeline = new Pipeline(chains);
    private final StanzaRouter router = new StanzaRouter(pipeline);
    private final PendingReplies pendingReplies;
    private final Supplier<String> ids;

    /**
     * Wires a core.
     *
     * @param virtualHosts the domains that have accounts here
     * @param ids makes unguessable ids: of streams, of stanzas that the server makes
     */
    public Routing(Collection<String> virtualHosts, Accounts accounts, Scheduler scheduler, Supplier<String> ids) {
        this.virtualHosts = List.copyOf(virtualHosts);
        this.ids = ids;
        pendingReplies = new PendingReplies(scheduler, ids);
        for (String domain : virtualHosts) {
            router.bind(domain, new VirtualHost(pipeline, iqTable, pendingReplies, sessions, accounts));
        }
    }

    /** The virtual hosts, in the order of the configuration; the first is the default. */
    public List<String> virtualHosts() {
        return virtualHosts;
    }

    /** The hooks. */
    public StanzaChain.Table chains() {
        return chains;
    }

    /** The events. */
    public Events events() {
        return events;
    }

    /** The bound sessions. */
    public Sessions sessions() {
        return sessions;
    }

    /** The IQ handlers. */
    public IqTable iqTable() {
        return iqTable;
    }

    /** Runs stanzas through hooks. */
    public Pipeline pipeline() {
        return pipeline;
    }

    /** The router. */
    public Router router() {
        return router;
    }

    /** The open IQ exchanges. */
    public PendingReplies pendingReplies() {
        return pendingReplies;
    }

    /** An unguessable id. */
    public String newId() {
        return ids.get();
    }

    /**
     * Sends a request as if the account had sent it (from its bare address; without {@code to}: to itself), or as the virtual
     * host. It takes the way of the account's own stanzas.
     *
     * @param party on whose behalf; its loop completes the stage, and it may have so many exchanges open and no more
     * @return the result or error; empty if nobody answered before the deadline. Never fails.
     */
    public CompletionStage<Optional<Iq>> ask(Jid asker, Iq request, Origin party, Duration deadline) {
        return exchange(asker, request, party, deadline).answer();
    }

    /** As {@link #ask}, for who also needs to know when the request has been sent. */
    public Exchange exchange(Jid asker, Iq request, Origin party, Duration deadline) {
        return pendingReplies.exchange(asker, request, party, deadline, router);
    }

    /**
     * Sends a request of a virtual host to a component on this very stream, before what is routed to it and past the hooks: for
     * what the server itself has to say.
     *
     * @param component its loop completes the stage; when its stream ends nobody answers any more
     * @return the result or error, empty if there was none before the deadline; and how to give the request up
     */
    public Exchange askComponent(ComponentLink component, Jid host, Iq request, Duration deadline) {
        return pendingReplies.ask(host, request, component, deadline);
    }
}
