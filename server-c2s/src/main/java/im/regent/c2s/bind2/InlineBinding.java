package im.regent.c2s.bind2;

import im.regent.c2s.binding.Binder;
import im.regent.c2s.binding.ResourceConflict;
import im.regent.c2s.binding.Wish;
import im.regent.c2s.sasl2.Authentication;
import im.regent.c2s.sasl2.InlineFeature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.jid.Jid;
import im.regent.core.routing.BindOption;
import im.regent.core.session.Session;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Binds a resource together with the login, and enables what the client wants from its first moment on. */
final class InlineBinding implements InlineFeature {
    static final String NAMESPACE = "urn:xmpp:bind:0";

    private final FeatureContext context;
    private final Binder binder;
    private final Resources resources;

    InlineBinding(FeatureContext context, Binder binder, Resources resources) {
        this.context = context;
        this.binder = binder;
        this.resources = resources;
    }

    @Override
    public Stage stage() {
        return Stage.BIND;
    }

    @Override
    public Optional<Element> offer(NegotiatedStream stream) {
        Element inline = Element.of(NAMESPACE, "inline");
        for (BindOption option : options()) {
            inline = inline.plus(Element.of(NAMESPACE, "feature").with("var", option.feature()));
        }
        Element bind = Element.of(NAMESPACE, "bind");
        return Optional.of(inline.nodes().isEmpty() ? bind : bind.plus(inline));
    }

    private List<BindOption> options() {
        return context.contributions(BindOption.class);
    }

    @Override
    public CompletionStage<Void> apply(Authentication authentication) {
        Optional<Element> bind = authentication.request().element().child(NAMESPACE, "bind");
        // "If that resumption is successful, the server MUST skip resource binding [...] and MUST entirely ignore the
        // <bind/> request."
        if (bind.isEmpty() || authentication.isTold()) {
            return Stages.done();
        }
        String device = authentication.request().userAgent().id();
        String tag =
                bind.get().child(NAMESPACE, "tag").map(Element::text).orElse("").strip();
        Jid jid = resources.address(authentication.account(), tag, device);
        Wish wish = new Wish(
                jid,
                ResourceConflict.REPLACE,
                authentication.stream(),
                new InlineSeating(context, bind.get(), authentication));
        return Stages.compose(
                endEarlier(authentication.account(), device),
                authentication.stream().transport().loop(),
                ended -> binder.bind(wish).thenAccept(refusal -> {}));
    }

    /** "the server SHOULD terminate any earlier sessions from the same client": first, so that what they leave behind is kept. */
    private CompletionStage<Void> endEarlier(Jid account, String device) {
        StreamError error = StreamError.of(StreamCondition.CONFLICT, "the same client has logged in again");
        return Stages.all(context.routing().sessions().of(account).stream()
                .filter(session -> !device.isEmpty() && isOf(device, session))
                .map(session -> session.close(error))
                .toList());
    }

    private static boolean isOf(String device, Session session) {
        return session.state(Device.class)
                .filter(known -> known.id().equals(device))
                .isPresent();
    }
}
