package im.regent.c2s.bind2;

import im.regent.c2s.binding.Seating;
import im.regent.c2s.sasl2.Authentication;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.CoreEvents;
import im.regent.core.hook.Undelivered;
import im.regent.core.routing.BindOption;
import im.regent.core.routing.BindReport;
import im.regent.core.routing.ClientSession;
import im.regent.core.session.Valve;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Stanza;
import im.regent.core.store.StoreException;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The beginning of one session. What its client will be told of its account is read when others can send to it already, so that
 * nothing is in neither; what they send waits so long.
 */
final class InlineSeating implements Seating {
    private static final Logger log = LoggerFactory.getLogger(InlineSeating.class);

    private final FeatureContext context;
    private final Element request;
    private final Authentication authentication;
    private Element bound = Element.of(InlineBinding.NAMESPACE, "bound");
    private @Nullable Opening opening;

    /** @param request {@code <bind/>} */
    InlineSeating(FeatureContext context, Element request, Authentication authentication) {
        this.context = context;
        this.request = request;
        this.authentication = authentication;
    }

    @Override
    public CompletionStage<Void> opening(ClientSession session) {
        String device = authentication.request().userAgent().id();
        if (!device.isEmpty()) {
            session.state(Device.class, () -> new Device(device));
        }
        opening = new Opening(() -> session.close(
                StreamError.of(StreamCondition.RESOURCE_CONSTRAINT, "too much came before the session was open")));
        session.insert(Valve.Place.OPENING, opening);
        CompletionStage<Void> read = Stages.done();
        for (BindReport report : context.contributions(BindReport.class)) {
            read = Stages.compose(read, session.loop(), before -> add(report, session));
        }
        return read;
    }

    private CompletionStage<Void> add(BindReport report, ClientSession session) {
        CompletionStage<Optional<Element>> element =
                report.of(session).thenApply(Optional::of).exceptionallyCompose(InlineSeating::without);
        return Stages.then(element, session.loop(), read -> {
            read.ifPresent(known -> bound = bound.plus(known));
            return null;
        });
    }

    private static CompletionStage<Optional<Element>> without(Throwable failure) {
        Throwable cause = Stages.cause(failure);
        if (cause instanceof StoreException) {
            log.debug("a client is not told of its account: {}", cause.getMessage());
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return CompletableFuture.failedFuture(new CompletionException(cause));
    }

    @Override
    public void enable(ClientSession session) {
        for (Element wish : request.children()) {
            for (BindOption option : context.contributions(BindOption.class)) {
                Optional<Element> result =
                        option.requests().contains(wish.name()) ? option.enable(wish, session) : Optional.empty();
                bound = result.isPresent() ? bound.plus(result.get()) : bound;
            }
        }
    }

    @Override
    public void told(ClientSession session) {
        authentication.add(bound);
        authentication.tell(session.jid());
        if (opening != null) {
            opening.open();
        }
    }

    /** What waited goes where it would have gone without the session. */
    @Override
    public void abandoned(ClientSession session) {
        if (opening != null) {
            opening.drainTo(stanza -> undelivered(stanza, session));
        }
    }

    private void undelivered(Element stanza, ClientSession session) {
        try {
            context.publish(
                    CoreEvents.UNDELIVERED,
                    new Undelivered(
                            session, Stanza.parse(stanza), context.clock().instant()));
        } catch (MalformedStanzaException e) {
            // An answer to a stanza that was malformed itself: nobody else can use it.
            log.debug("{}: an answer was not sent", session);
        }
    }
}
