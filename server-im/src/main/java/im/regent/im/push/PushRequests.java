package im.regent.im.push;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.routing.Router;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.StanzaError;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Enabling and disabling (XEP-0357 §5, §6). */
record PushRequests(PushNodes nodes, PushSettings settings, Router router, Changes changes) {
    /** Hears of changed nodes, on any thread. */
    interface Changes {
        /** One is enabled, for the first time or anew. */
        void enabled(Jid account, PushNode node);

        /** These are not enabled any more. */
        void disabled(Jid account, Predicate<PushNode> which);
    }

    private static final int MAX_NODE_LENGTH = 1_000;

    Verdict enable(Iq iq, Origin origin) {
        Element request = iq.request();
        Optional<Jid> service = service(request);
        if (service.isEmpty()) {
            return refused(Condition.BAD_REQUEST, "'jid' is the address of an app server");
        }
        String node = request.attribute("node", "");
        List<Element> options = request.children(PushXml.FORMS, "x");
        Optional<Verdict> refusal = objection(service.get(), node, options);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        PushNode fresh = new PushNode(service.get(), node, origin.jid().resource(), options);
        return Verdict.later(nodes.enable(origin.jid().bare(), fresh).thenApply(outcome -> switch (outcome) {
            case DONE -> {
                changes.enabled(origin.jid().bare(), fresh);
                yield Verdict.reply(iq.result());
            }
            case NO_ACCOUNT -> refused(Condition.ITEM_NOT_FOUND, "there is no such account");
            case TOO_MANY ->
                refused(Condition.RESOURCE_CONSTRAINT, "an account may have " + settings.maxNodes() + " nodes");
        }));
    }

    private Optional<Verdict> objection(Jid service, String node, List<Element> options) {
        if (node.length() > MAX_NODE_LENGTH) {
            return Optional.of(refused(Condition.NOT_ACCEPTABLE, "the node's name is too long"));
        }
        boolean isAllowed = settings.services().isEmpty() || settings.services().contains(service.domain());
        if (!isAllowed || router.isVirtualHost(service.domain())) {
            // An account must not make us send requests to others in our own name.
            return Optional.of(refused(Condition.NOT_ALLOWED, "this is no app server that can be used here"));
        }
        if (options.size() > 1 || !options.stream().allMatch(PushXml::isPublishOptions)) {
            return Optional.of(refused(Condition.BAD_REQUEST, "the form is not one of publish-options"));
        }
        int bytes = options.stream()
                .mapToInt(form -> new XmlWriter().document(form).length())
                .sum();
        return bytes > settings.maxOptionsBytes()
                ? Optional.of(refused(Condition.NOT_ACCEPTABLE, "the publish-options are too long"))
                : Optional.empty();
    }

    /** Of what is not enabled nothing has to be disabled, and nobody is told the difference. */
    Verdict disable(Iq iq, Origin origin) {
        Optional<Jid> service = service(iq.request());
        if (service.isEmpty()) {
            return refused(Condition.BAD_REQUEST, "'jid' is the address of an app server");
        }
        Jid account = origin.jid().bare();
        Optional<String> node = iq.request().attribute("node");
        Predicate<PushNode> which = each -> each.isOf(service.get(), node);
        return Verdict.later(nodes.disable(account, which).thenApply(done -> {
            changes.disabled(account, which);
            return Verdict.reply(iq.result());
        }));
    }

    private static Optional<Jid> service(Element request) {
        try {
            return Optional.of(Jid.parse(request.attribute("jid", "")));
        } catch (MalformedJidException e) {
            return Optional.empty();
        }
    }

    private static Verdict refused(Condition condition, String text) {
        return Verdict.reject(StanzaError.of(condition, text));
    }
}
