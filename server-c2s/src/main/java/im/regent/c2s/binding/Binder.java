package im.regent.c2s.binding;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.routing.ClientSession;
import im.regent.core.routing.Routing;
import im.regent.core.session.Session;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.ErrorType;
import im.regent.core.stanza.StanzaError;
import im.regent.core.store.Accounts;
import im.regent.core.store.StoreException;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.time.Stages;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Binds resources. Safe for every thread; each stream on its own loop. */
public final class Binder {
    private final Routing routing;
    private final Accounts accounts;
    private final int maxResources;

    /** @param maxResources bound at the same time by one account */
    public Binder(Routing routing, Accounts accounts, int maxResources) {
        this.routing = routing;
        this.accounts = accounts;
        this.maxResources = maxResources;
    }

    /** Binds, and tells the client; or says why that was not possible. */
    public CompletionStage<Optional<StanzaError>> bind(Wish wish) {
        // The login may have been before the account was disabled or deleted.
        return Stages.compose(
                objection(wish.jid().bare()),
                wish.stream().transport().loop(),
                objection -> objection.isPresent() ? CompletableFuture.completedFuture(objection) : seat(wish));
    }

    private CompletionStage<Optional<StanzaError>> objection(Jid account) {
        return accounts.credentials(account).handle((found, failure) -> {
            if (failure == null) {
                // RFC 6120 §7.6.2.2: "otherwise not allowed to bind a resource to the stream".
                return found.filter(credentials -> !credentials.isDisabled()).isPresent()
                        ? Optional.empty()
                        : Optional.of(StanzaError.of(Condition.NOT_ALLOWED, "this account is disabled or gone"));
            }
            if (Stages.cause(failure) instanceof StoreException) {
                String text = "accounts cannot be read at this moment, try again later";
                return Optional.of(
                        StanzaError.of(Condition.INTERNAL_SERVER_ERROR, text).as(ErrorType.WAIT));
            }
            throw new CompletionException(Stages.cause(failure));
        });
    }

    private CompletionStage<Optional<StanzaError>> seat(Wish wish) {
        Optional<Session> holder = routing.sessions().find(wish.jid());
        if (holder.isEmpty()) {
            return grant(wish);
        }
        return switch (wish.conflict()) {
            case REPLACE -> replace(holder.get(), wish);
            case RENAME -> seat(wish.with(renamed(wish.jid())));
            case REFUSE ->
                refused(StanzaError.of(Condition.CONFLICT, "the resource is in use")
                        .as(ErrorType.MODIFY));
        };
    }

    /** The old session has to end first, and be seen to end: its last presence must not follow the new one's first. */
    private CompletionStage<Optional<StanzaError>> replace(Session old, Wish wish) {
        return old.close(StreamError.of(StreamCondition.CONFLICT, "a new connection took the resource"))
                .thenComposeAsync(
                        closed -> seat(wish), wish.stream().transport().loop());
    }

    private Jid renamed(Jid jid) {
        try {
            return jid.bare().withResource(routing.newId());
        } catch (MalformedJidException e) {
            throw new IllegalStateException("ids are valid resources", e);
        }
    }

    private CompletionStage<Optional<StanzaError>> grant(Wish wish) {
        NegotiatedStream stream = wish.stream();
        ClientSession session =
                new ClientSession(routing, wish.jid(), stream.transport(), stream.streamId(), stream.lang());
        return switch (session.start(maxResources)) {
            case BOUND -> open(wish, session);
            // Two streams took the address at the same moment, and this one came second.
            case TAKEN -> seat(wish);
            case FULL -> refused(StanzaError.of(Condition.RESOURCE_CONSTRAINT, "too many resources"));
        };
    }

    private CompletionStage<Optional<StanzaError>> open(Wish wish, ClientSession session) {
        return Stages.compose(
                wish.seating().opening(session),
                wish.stream().transport().loop(),
                ready -> isBound(session) ? tell(wish, session) : abandon(wish, session));
    }

    private boolean isBound(ClientSession session) {
        return routing.sessions().of(session.jid()).stream().anyMatch(bound -> bound == session);
    }

    /** Whoever ended the session has closed its connection, too. */
    private static CompletionStage<Optional<StanzaError>> abandon(Wish wish, ClientSession session) {
        wish.seating().abandoned(session);
        return refused(StanzaError.of(Condition.CONFLICT, "the session was ended"));
    }

    private CompletionStage<Optional<StanzaError>> tell(Wish wish, ClientSession session) {
        wish.seating().enable(session);
        wish.stream().bound(session.attachment().orElseThrow());
        wish.seating().told(session);
        // Whoever disabled the account since we looked may have ended its sessions before this one was among them.
        return Stages.then(
                objection(session.jid().bare()), wish.stream().transport().loop(), objection -> {
                    objection.ifPresent(
                            error -> session.close(StreamError.of(StreamCondition.NOT_AUTHORIZED, error.text())));
                    return Optional.empty();
                });
    }

    private static CompletionStage<Optional<StanzaError>> refused(StanzaError error) {
        return CompletableFuture.completedFuture(Optional.of(error));
    }
}
