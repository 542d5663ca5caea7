package im.regent.im.disco;

import static im.regent.im.disco.DiscoInfo.INFO;
import static im.regent.im.disco.DiscoInfo.ITEMS;

import im.regent.core.feature.Advertised;
import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.feature.Identity;
import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Target;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.StanzaError;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import im.regent.im.api.OwnNodes;
import im.regent.im.api.Rosters;
import im.regent.im.api.Subscription;
import java.util.Optional;
import java.util.function.Supplier;

/** Service discovery (XEP-0030) of the server and its accounts. */
final class Disco implements Feature {
    private static final Name INFO_QUERY = new Name(INFO, "query");
    private static final Name ITEMS_QUERY = new Name(ITEMS, "query");

    @Override
    public void start(FeatureContext context) {
        Advertised advertised = context.advertised();
        DiscoNodes nodes = new DiscoNodes();
        Rosters rosters = context.require(Rosters.class);
        context.provide(DiscoNodes.class, nodes);
        context.provide(OwnNodes.class, nodes);
        context.identify(Target.HOST, new Identity("server", "im", "Regent"));
        context.identify(Target.ACCOUNT, new Identity("account", "registered", ""));
        Answer hostInfo = (iq, origin) ->
                answer(iq, nodes.info(iq, origin), () -> DiscoInfo.info(advertised, host(iq, origin), Target.HOST));
        Answer hostItems = (iq, origin) -> answer(iq, nodes.items(iq, origin), () -> items(iq, advertised));
        Answer info = (iq, origin) ->
                answer(iq, nodes.info(iq, origin), () -> DiscoInfo.info(advertised, host(iq, origin), Target.ACCOUNT));
        Answer items = (iq, origin) -> answer(iq, nodes.items(iq, origin), () -> Element.of(ITEMS, "query"));
        context.onIq(Iq.Type.GET, INFO_QUERY, Target.HOST, hostInfo::to);
        context.onIq(Iq.Type.GET, ITEMS_QUERY, Target.HOST, hostItems::to);
        context.onIq(Iq.Type.GET, INFO_QUERY, Target.ACCOUNT, (iq, origin) -> ifEntitled(iq, origin, rosters, info));
        context.onIq(Iq.Type.GET, ITEMS_QUERY, Target.ACCOUNT, (iq, origin) -> ifEntitled(iq, origin, rosters, items));
    }

    private static String host(Iq iq, Origin origin) {
        return iq.to().orElseGet(origin::jid).domain();
    }

    @FunctionalInterface
    private interface Answer {
        Verdict to(Iq request, Origin origin);
    }

    private static Element items(Iq iq, Advertised advertised) {
        Element query = Element.of(ITEMS, "query");
        String host = iq.to().map(Jid::domain).orElse("");
        for (Jid item : advertised.items(host)) {
            query = query.plus(Element.of(ITEMS, "item").with("jid", item.toString()));
        }
        return query;
    }

    private static Verdict answer(Iq iq, Optional<Verdict> ofNode, Supplier<Element> withoutNode) {
        if (iq.request().attribute("node", "").isEmpty()) {
            return Verdict.reply(iq.result(withoutNode.get()));
        }
        return ofNode.orElseGet(Disco::notFound);
    }

    private static Verdict notFound() {
        return Verdict.reject(StanzaError.of(Condition.ITEM_NOT_FOUND));
    }

    /** XEP-0030 §8 and RFC 6121: strangers learn nothing, not even whether the account exists. */
    private static Verdict ifEntitled(Iq iq, Origin origin, Rosters rosters, Answer answer) {
        Optional<Jid> account = iq.to();
        if (account.isEmpty() || origin.isAccount(account.get())) {
            return answer.to(iq, origin);
        }
        return Verdict.later(Stages.then(
                rosters.item(account.get(), iq.sender().bare()),
                origin.loop(),
                item -> item.map(contact -> contact.subscription())
                                .orElse(Subscription.NONE)
                                .hasFrom()
                        ? answer.to(iq, origin)
                        : Verdict.reject(StanzaError.of(Condition.SERVICE_UNAVAILABLE))));
    }
}
