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
import java.util.function.Function;

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
        context.onIq(
                Iq.Type.GET,
                INFO_QUERY,
                Target.HOST,
                (iq, origin) -> hostInfo(iq, host(iq, origin), advertised, nodes));
        context.onIq(Iq.Type.GET, ITEMS_QUERY, Target.HOST, (iq, origin) -> hostItems(iq, advertised));
        context.onIq(
                Iq.Type.GET,
                INFO_QUERY,
                Target.ACCOUNT,
                (iq, origin) -> ifEntitled(
                        iq,
                        origin,
                        rosters,
                        request -> answer(request, DiscoInfo.info(advertised, host(request, origin), Target.ACCOUNT))));
        context.onIq(
                Iq.Type.GET,
                ITEMS_QUERY,
                Target.ACCOUNT,
                (iq, origin) ->
                        ifEntitled(iq, origin, rosters, request -> answer(request, Element.of(ITEMS, "query"))));
    }

    private static String host(Iq iq, Origin origin) {
        return iq.to().orElseGet(origin::jid).domain();
    }

    private static Verdict hostInfo(Iq iq, String host, Advertised advertised, DiscoNodes nodes) {
        String node = iq.request().attribute("node", "");
        if (node.isEmpty()) {
            return Verdict.reply(iq.result(DiscoInfo.info(advertised, host, Target.HOST)));
        }
        Optional<Element> found = nodes.find(host, node);
        return found.isPresent() ? Verdict.reply(iq.result(found.get())) : notFound();
    }

    private static Verdict hostItems(Iq iq, Advertised advertised) {
        Element query = Element.of(ITEMS, "query");
        String host = iq.to().map(Jid::domain).orElse("");
        for (Jid item : advertised.items(host)) {
            query = query.plus(Element.of(ITEMS, "item").with("jid", item.toString()));
        }
        return answer(iq, query);
    }

    private static Verdict answer(Iq iq, Element query) {
        return iq.request().attribute("node", "").isEmpty() ? Verdict.reply(iq.result(query)) : notFound();
    }

    private static Verdict notFound() {
        return Verdict.reject(StanzaError.of(Condition.ITEM_NOT_FOUND));
    }

    /** XEP-0030 §8 and RFC 6121: strangers learn nothing, not even whether the account exists. */
    private static Verdict ifEntitled(Iq iq, Origin origin, Rosters rosters, Function<Iq, Verdict> answer) {
        Optional<Jid> account = iq.to();
        if (account.isEmpty() || origin.isAccount(account.get())) {
            return answer.apply(iq);
        }
        return Verdict.later(Stages.then(
                rosters.item(account.get(), iq.sender().bare()),
                origin.loop(),
                item -> item.map(contact -> contact.subscription())
                                .orElse(Subscription.NONE)
                                .hasFrom()
                        ? answer.apply(iq)
                        : Verdict.reject(StanzaError.of(Condition.SERVICE_UNAVAILABLE))));
    }
}
