package im.regent.c2s.fast;

import im.regent.c2s.login.Logins;
import im.regent.c2s.sasl.HashedToken;
import im.regent.c2s.sasl.SaslCondition;
import im.regent.c2s.sasl.SaslExchange;
import im.regent.c2s.sasl.SaslOffer;
import im.regent.c2s.sasl.Tokens;
import im.regent.c2s.sasl2.Authentication;
import im.regent.c2s.sasl2.InlineFeature;
import im.regent.c2s.sasl2.LoginRequest;
import im.regent.c2s.sasl2.MechanismSource;
import im.regent.core.jid.Jid;
import im.regent.core.store.StoreException;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logins with tokens, and tokens for those who have logged in. */
final class Fast implements InlineFeature, MechanismSource {
    private static final Logger log = LoggerFactory.getLogger(Fast.class);
    private static final String NAMESPACE = "urn:xmpp:fast:0";

    private final Logins logins;
    private final TokenBook book;

    Fast(Logins logins, TokenBook book) {
        this.logins = logins;
        this.book = book;
    }

    @Override
    public Stage stage() {
        return Stage.TOKEN;
    }

    @Override
    public Optional<Element> offer(NegotiatedStream stream) {
        Element fast = Element.of(NAMESPACE, "fast");
        for (HashedToken mechanism : HashedToken.offered(logins.offer(stream))) {
            fast = fast.plusText("mechanism", mechanism.wireName());
        }
        return Optional.of(fast);
    }

    @Override
    public Optional<SaslExchange> begin(LoginRequest request) {
        return request.element().child(NAMESPACE, "fast").map(fast -> exchange(request, fast));
    }

    private SaslExchange exchange(LoginRequest request, Element fast) {
        SaslOffer offer = logins.offer(request.stream());
        Optional<HashedToken> mechanism = HashedToken.named(request.mechanism(), offer);
        if (mechanism.isEmpty()) {
            return HashedToken.refused(SaslCondition.INVALID_MECHANISM, "this is no mechanism for a token here");
        }
        Optional<TokenUse> use = TokenUse.of(request, fast);
        return use.isPresent()
                ? mechanism
                        .get()
                        .begin(offer, (account, isProved) -> use(account, use.get(), isProved, request.stream()))
                : HashedToken.refused(
                        SaslCondition.MALFORMED_REQUEST,
                        "a token needs the id of a user agent, and numbers that are some");
    }

    /** A token is not used up by somebody whom the stream is not from. */
    private CompletionStage<Tokens.Use> use(
            Jid account, TokenUse use, Predicate<byte[]> isProved, NegotiatedStream stream) {
        return stream.claimed().filter(from -> !from.equals(account)).isPresent()
                ? CompletableFuture.completedFuture(Tokens.Use.refused(Tokens.Fate.WRONG))
                : book.use(account, use, isProved);
    }

    @Override
    public CompletionStage<Void> apply(Authentication authentication) {
        LoginRequest request = authentication.request();
        String device = request.userAgent().id();
        Optional<Element> wish = request.element().child(NAMESPACE, "request-token");
        if (device.isEmpty()) {
            return Stages.done();
        }
        if (wish.isPresent()) {
            return HashedToken.named(wish.get().attribute("mechanism", ""), logins.offer(request.stream()))
                    .map(mechanism -> give(mechanism.wireName(), authentication))
                    .orElse(Stages.done());
        }
        boolean isByToken = request.element()
                .child(NAMESPACE, "fast")
                .flatMap(fast -> TokenUse.of(request, fast))
                .filter(use -> !use.isLast())
                .isPresent();
        return isByToken ? rotate(authentication) : Stages.done();
    }

    /** "If the authentication succeeded, but the token is due for rotation [...], the server will generate a new token". */
    private CompletionStage<Void> rotate(Authentication authentication) {
        LoginRequest request = authentication.request();
        return unbroken(Stages.compose(
                book.isDue(authentication.account(), request.userAgent().id()),
                authentication.stream().transport().loop(),
                isDue -> isDue ? give(request.mechanism(), authentication) : Stages.done()));
    }

    private CompletionStage<Void> give(String mechanism, Authentication authentication) {
        CompletionStage<Optional<TokenBook.Issued>> issued = book.issue(authentication, mechanism);
        return unbroken(Stages.then(issued, authentication.stream().transport().loop(), token -> {
            token.ifPresent(given -> authentication.add(Element.of(NAMESPACE, "token")
                    .with("token", given.token())
                    .with(
                            "expiry",
                            given.expiry().truncatedTo(ChronoUnit.SECONDS).toString())));
            return null;
        }));
    }

    /** A client that gets no token because storage fails has logged in all the same. */
    private static CompletionStage<Void> unbroken(CompletionStage<Void> stage) {
        return stage.exceptionallyCompose(failure -> {
            Throwable cause = Stages.cause(failure);
            if (cause instanceof StoreException) {
                log.debug("a token could not be stored: {}", cause.getMessage());
                return Stages.done();
            }
            return CompletableFuture.failedStage(new CompletionException(cause));
        });
    }
}
