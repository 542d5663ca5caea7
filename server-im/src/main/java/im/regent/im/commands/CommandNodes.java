package im.regent.im.commands;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.StanzaError;
import im.regent.core.xml.Element;
import im.regent.im.disco.DiscoInfo;
import im.regent.im.disco.NodeAnswers;
import java.util.Optional;

/** Commands in service discovery (XEP-0050 §2.2): everybody sees those that they may use. */
record CommandNodes(CommandTable table) implements NodeAnswers {
    @Override
    public Optional<Verdict> info(Iq request, Origin origin) {
        Jid responder = responder(request, origin);
        String node = request.request().attribute("node", "");
        if (node.equals(CommandDesk.NAMESPACE)) {
            return Optional.of(reply(request, info(node, "command-list", "Commands")));
        }
        return table.find(responder, node)
                .map(command -> table.mayUse(command, responder, origin)
                        ? reply(request, info(node, "command-node", command.name()))
                        // §2.2: "the responder SHOULD respond with a 403 "Forbidden" error".
                        : Verdict.reject(StanzaError.of(Condition.FORBIDDEN)));
    }

    @Override
    public Optional<Verdict> items(Iq request, Origin origin) {
        String node = request.request().attribute("node", "");
        if (!node.equals(CommandDesk.NAMESPACE)) {
            return table.find(responder(request, origin), node)
                    .map(command ->
                            reply(request, Element.of(DiscoInfo.ITEMS, "query").with("node", node)));
        }
        Jid responder = responder(request, origin);
        Element query = Element.of(DiscoInfo.ITEMS, "query").with("node", node);
        for (Command command : table.of(responder, origin)) {
            query = query.plus(Element.of(DiscoInfo.ITEMS, "item")
                    .with("jid", responder.toString())
                    .with("node", command.node())
                    .with("name", command.name()));
        }
        return Optional.of(reply(request, query));
    }

    private static Element info(String node, String type, String name) {
        return Element.of(DiscoInfo.INFO, "query")
                .with("node", node)
                .plus(Element.of(DiscoInfo.INFO, "identity")
                        .with("category", "automation")
                        .with("type", type)
                        .with("name", name))
                .plus(Element.of(DiscoInfo.INFO, "feature").with("var", CommandDesk.NAMESPACE))
                .plus(Element.of(DiscoInfo.INFO, "feature").with("var", Form.NAMESPACE));
    }

    private static Jid responder(Iq request, Origin origin) {
        return request.to().orElseGet(() -> origin.jid().bare());
    }

    private static Verdict reply(Iq request, Element query) {
        return Verdict.reply(request.result(query));
    }
}
