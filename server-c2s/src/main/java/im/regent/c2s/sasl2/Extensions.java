package im.regent.c2s.sasl2;

import im.regent.c2s.sasl.SaslExchange;
import im.regent.core.feature.FeatureContext;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamException;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What other features have added to logins by now. */
record Extensions(FeatureContext context) {
    /** The children of {@code <authentication/>} besides the mechanisms. */
    List<Element> announced(NegotiatedStream stream) {
        List<Element> announced = new ArrayList<>();
        Element inline = Element.of(Sasl2.NAMESPACE, "inline");
        for (InlineFeature feature : context.contributions(InlineFeature.class)) {
            Optional<Element> offer = feature.offer(stream);
            inline = offer.isPresent() ? inline.plus(offer.get()) : inline;
        }
        if (!inline.nodes().isEmpty()) {
            announced.add(inline);
        }
        context.contributions(TaskSource.class).forEach(source -> announced.addAll(source.announced(stream)));
        return announced;
    }

    Optional<SaslExchange> exchange(LoginRequest request) {
        return context.contributions(MechanismSource.class).stream()
                .flatMap(source -> source.begin(request).stream())
                .findFirst();
    }

    CompletionStage<List<LoginTask>> tasks(Authentication authentication) {
        CompletionStage<List<LoginTask>> all = CompletableFuture.completedFuture(List.of());
        for (TaskSource source : context.contributions(TaskSource.class)) {
            all = Stages.compose(
                    all,
                    authentication.stream().transport().loop(),
                    before -> source.tasks(authentication).thenApply(more -> joined(before, more)));
        }
        return all;
    }

    private static List<LoginTask> joined(List<LoginTask> before, List<LoginTask> more) {
        List<LoginTask> both = new ArrayList<>(before);
        both.addAll(more);
        return List.copyOf(both);
    }

    /** One after the other, on the stream's loop. */
    CompletionStage<Void> apply(Authentication authentication) {
        List<InlineFeature> features = new ArrayList<>(context.contributions(InlineFeature.class));
        features.sort(Comparator.comparing(InlineFeature::stage));
        CompletionStage<Void> done = Stages.done();
        for (InlineFeature feature : features) {
            done = Stages.compose(
                    done, authentication.stream().transport().loop(), before -> apply(feature, authentication));
        }
        return done;
    }

    private static CompletionStage<Void> apply(InlineFeature feature, Authentication authentication) {
        try {
            return feature.apply(authentication);
        } catch (StreamException e) {
            return CompletableFuture.failedStage(e);
        }
    }
}
