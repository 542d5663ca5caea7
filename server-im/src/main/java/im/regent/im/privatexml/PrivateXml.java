package im.regent.im.privatexml;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.Verdict;
import im.regent.core.routing.Target;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.StanzaError;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import java.util.List;
import java.util.Map;

/** Keeps what an account's clients want to find again. */
record PrivateXml(PrivateXmlSettings settings) implements Feature {
    static final String NAMESPACE = "jabber:iq:private";
    private static final Name QUERY = new Name(NAMESPACE, "query");

    @Override
    public void start(FeatureContext context) {
        PrivateStore store = new PrivateStore(context.stores(), settings);
        PrivateRules rules = new PrivateRules(settings.maxElementBytes());
        // Only for oneself: "A server MUST NOT allow any entity other than an authorized resource of the user […]".
        context.onIq(Iq.Type.GET, QUERY, Target.SELF, (iq, origin) -> get(iq, origin, store));
        context.onIq(Iq.Type.SET, QUERY, Target.SELF, (iq, origin) -> set(iq, origin, store, rules));
    }

    private static Verdict get(Iq iq, Origin origin, PrivateStore store) {
        List<Element> asked = iq.request().children();
        return PrivateRules.whatIsWrongWithGet(asked)
                .map(Verdict::reject)
                .orElseGet(() -> Verdict.later(store.of(origin.jid().bare())
                        .thenApply(kept -> Verdict.reply(iq.result(answer(asked, kept))))));
    }

    private static Element answer(List<Element> asked, Map<String, Element> kept) {
        return Element.of(NAMESPACE, "query")
                .withNodes(asked.stream()
                        .map(element -> kept.getOrDefault(
                                PrivateRules.key(element), Element.of(element.namespace(), element.localName())))
                        .toList());
    }

    private Verdict set(Iq iq, Origin origin, PrivateStore store, PrivateRules rules) {
        List<Element> given = iq.request().children();
        return rules.whatIsWrongWithSet(given)
                .map(Verdict::reject)
                .orElseGet(() ->
                        Verdict.later(store.put(origin.jid().bare(), given).thenApply(outcome -> answer(iq, outcome))));
    }

    private Verdict answer(Iq iq, PrivateStore.Outcome outcome) {
        return switch (outcome) {
            case DONE -> Verdict.reply(iq.result());
            case NO_ACCOUNT -> refused(Condition.ITEM_NOT_FOUND, "there is no such account");
            case TOO_MANY ->
                refused(Condition.POLICY_VIOLATION, "an account may keep " + settings.maxElements() + " elements");
            case TOO_MUCH ->
                refused(
                        Condition.POLICY_VIOLATION,
                        "an account may keep " + settings.maxTotalBytes() + " bytes in all its elements");
        };
    }

    private static Verdict refused(Condition condition, String text) {
        return Verdict.reject(StanzaError.of(condition, text));
    }
}
