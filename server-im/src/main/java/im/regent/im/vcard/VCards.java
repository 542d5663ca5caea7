package im.regent.im.vcard;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Target;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.StanzaError;
import im.regent.core.store.Accounts;
import im.regent.core.store.Codec;
import im.regent.core.store.Documents;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import im.regent.core.xml.XmlWriter;
import im.regent.im.api.RosterItem;
import im.regent.im.api.Rosters;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The vCards of accounts, and the server's. */
record VCards(VCardSettings settings) implements Feature {
    static final String NAMESPACE = "vcard-temp";
    private static final Name VCARD = new Name(NAMESPACE, "vCard");

    @Override
    public void start(FeatureContext context) {
        Documents<Element> cards = context.stores().documents("vcard", Codec.xml());
        Accounts accounts = context.stores().accounts();
        Rosters rosters = context.require(Rosters.class);
        context.onIq(Iq.Type.GET, VCARD, Target.SELF, (iq, origin) -> own(iq, origin, cards));
        context.onIq(Iq.Type.SET, VCARD, Target.SELF, (iq, origin) -> change(iq, origin, cards, accounts));
        context.onIq(Iq.Type.GET, VCARD, Target.ACCOUNT, (iq, origin) -> others(iq, origin, cards, rosters));
        if (!settings.ofServer().nodes().isEmpty()) {
            context.onIq(
                    Iq.Type.GET, VCARD, Target.HOST, (iq, origin) -> Verdict.reply(iq.result(settings.ofServer())));
        }
    }

    private static Verdict own(Iq iq, Origin origin, Documents<Element> cards) {
        return Verdict.later(
                cards.get(origin.jid().bare()).thenApply(card -> answer(iq, card, Condition.ITEM_NOT_FOUND)));
    }

    private Verdict others(Iq iq, Origin origin, Documents<Element> cards, Rosters rosters) {
        Jid account = iq.receiver();
        // §3.3: "<service-unavailable/> MUST be used in both cases", without a vCard and without an account.
        Condition otherwise = Condition.SERVICE_UNAVAILABLE;
        CompletionStage<Boolean> mayRead = settings.readers() == VCardSettings.Readers.EVERYONE
                ? CompletableFuture.completedStage(true)
                : rosters.item(account, iq.sender()).thenApply(VCards::maySee);
        return Verdict.later(Stages.compose(
                mayRead,
                origin.loop(),
                may -> may
                        ? cards.get(account).thenApply(card -> answer(iq, card, otherwise))
                        : CompletableFuture.completedStage(answer(iq, Optional.empty(), otherwise))));
    }

    private static boolean maySee(Optional<RosterItem> item) {
        return item.isPresent() && item.get().subscription().hasFrom();
    }

    private static Verdict answer(Iq iq, Optional<Element> card, Condition otherwise) {
        return card.map(found -> Verdict.reply(iq.result(found)))
                .orElseGet(() -> Verdict.reject(StanzaError.of(otherwise)));
    }

    private Verdict change(Iq iq, Origin origin, Documents<Element> cards, Accounts accounts) {
        Element card = iq.request();
        if (new XmlWriter().document(card).length() > settings.maxBytes()) {
            return Verdict.reject(
                    StanzaError.of(Condition.POLICY_VIOLATION, "a vCard may have " + settings.maxBytes() + " bytes"));
        }
        Optional<Element> kept = card.nodes().isEmpty() ? Optional.empty() : Optional.of(card);
        Jid account = origin.jid().bare();
        return Verdict.later(accounts.exists(account)
                .thenCompose(exists -> exists
                        ? cards.update(account, before -> kept).thenApply(stored -> Verdict.reply(iq.result()))
                        : CompletableFuture.completedStage(Verdict.reject(StanzaError.of(Condition.ITEM_NOT_FOUND)))));
    }
}
