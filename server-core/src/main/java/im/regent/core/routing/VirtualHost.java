package im.regent.core.routing;

import im.regent.core.hook.Flow;
import im.regent.core.hook.IqHandler;
import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import im.regent.core.session.Session;
import im.regent.core.session.Sessions;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.store.Accounts;
import im.regent.core.time.Stages;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A domain that this server serves: runs the inbound hooks, then answers requests from the {@link IqTable}, gives answers to
 * whom they are due, and hands the rest to the session with that very address (RFC 6120 §10.5). Which sessions get what is
 * addressed to a bare address is not its business: a hook decides that.
 */
final class VirtualHost implements Route {
    private final Pipeline pipeline;
    private final IqTable iqTable;
    private final PendingReplies pendingReplies;
    private final Sessions sessions;
    private final Accounts accounts;

    VirtualHost(
            Pipeline pipeline, IqTable iqTable, PendingReplies pendingReplies, Sessions sessions, Accounts accounts) {
        this.pipeline = pipeline;
        this.iqTable = iqTable;
        this.pendingReplies = pendingReplies;
        this.sessions = sessions;
        this.accounts = accounts;
    }

    @Override
    public CompletionStage<Void> deliver(Stanza stanza, Origin origin) {
        return pipeline.run(Flow.INBOUND, stanza, origin, passed -> dispatch(passed, origin));
    }

    private CompletionStage<Void> dispatch(Stanza stanza, Origin origin) {
        Optional<Jid> to = stanza.to();
        if (to.isPresent() && to.get().hasLocal() && !to.get().isBare()) {
            return toResource(stanza, to.get(), origin);
        }
        if (stanza instanceof Iq iq) {
            return iq.isRequest() ? request(iq, origin) : answer(iq);
        }
        if (stanza instanceof Message && to.isPresent() && to.get().hasLocal()) {
            unavailable(stanza, origin);
        }
        // RFC 6121 §8.5.1 and RFC 6120 §10.5.1 let a server ignore the rest: presence and messages to nobody.
        return Stages.done();
    }

    private CompletionStage<Void> toResource(Stanza stanza, Jid to, Origin origin) {
        Optional<Session> session = sessions.find(to);
        if (session.isPresent()) {
            session.get().send(stanza);
        } else if (stanza instanceof Iq iq && iq.isRequest() || stanza instanceof Message) {
            unavailable(stanza, origin);
        }
        return Stages.done();
    }

    private CompletionStage<Void> request(Iq iq, Origin origin) {
        Optional<Jid> to = iq.to();
        // Without an address a request is for the sender's own account, or for the host that sends it.
        if (!to.orElseGet(() -> origin.jid().bare()).hasLocal()) {
            return run(iqTable.find(iq, Target.HOST), iq, origin);
        }
        boolean isOwn = to.isEmpty() || origin.isAccount(to.get());
        Optional<IqHandler> own = isOwn ? iqTable.find(iq, Target.SELF) : Optional.empty();
        if (own.isPresent()) {
            return run(own, iq, origin);
        }
        Optional<IqHandler> handler = iqTable.find(iq, Target.ACCOUNT);
        if (handler.isEmpty() || to.isEmpty() || isOwn) {
            return run(handler, iq, origin);
        }
        CompletionStage<Verdict> checked =
                accounts.exists(to.get()).thenApply(exists -> exists ? Verdict.pass() : Verdict.reject(unavailable()));
        return Pipeline.settle(
                checked,
                origin,
                verdict -> verdict == Verdict.pass() ? run(handler, iq, origin) : Pipeline.act(verdict, iq, origin));
    }

    private CompletionStage<Void> run(Optional<IqHandler> handler, Iq iq, Origin origin) {
        if (handler.isEmpty()) {
            // RFC 6120 §8.4: an unknown namespace is answered with service-unavailable.
            unavailable(iq, origin);
            return Stages.done();
        }
        Verdict verdict;
        try {
            verdict = Objects.requireNonNull(handler.get().on(iq, origin), "a verdict");
        } catch (RuntimeException e) {
            verdict = Pipeline.failed(e);
        }
        return Pipeline.act(verdict, iq, origin);
    }

    private CompletionStage<Void> answer(Iq iq) {
        pendingReplies.accept(iq);
        return Stages.done();
    }

    private static StanzaError unavailable() {
        return StanzaError.of(Condition.SERVICE_UNAVAILABLE);
    }

    private static void unavailable(Stanza stanza, Origin origin) {
        Answers.reject(stanza, origin, unavailable());
    }
}
