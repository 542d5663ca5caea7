package im.regent.im.disco;

import im.regent.core.hook.Registration;
import im.regent.core.hook.Verdict;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Iq;
import im.regent.core.xml.Element;
import im.regent.im.api.OwnNodes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Nodes in service discovery that other features answer. Safe for every thread. */
public final class DiscoNodes implements OwnNodes {
    /** Knows some nodes of the hosts' own disco#info. */
    @FunctionalInterface
    public interface Answers {
        /** The whole {@code <query/>} of a host, with its node, or nothing for nodes it does not know. */
        Optional<Element> on(String host, String node);
    }

    private final List<NodeAnswers> nodes = new CopyOnWriteArrayList<>();

    DiscoNodes() {}

    /** Adds nodes of hosts or accounts. */
    public Registration add(NodeAnswers answers) {
        nodes.add(answers);
        return () -> nodes.remove(answers);
    }

    /** Adds nodes of the hosts' own disco#info. */
    public Registration add(Answers answers) {
        return add(new HostInfo(answers));
    }

    Optional<Verdict> info(Iq request, Origin origin) {
        return nodes.stream()
                .flatMap(answers -> answers.info(request, origin).stream())
                .findFirst();
    }

    Optional<Verdict> items(Iq request, Origin origin) {
        return nodes.stream()
                .flatMap(answers -> answers.items(request, origin).stream())
                .findFirst();
    }

    @Override
    public boolean has(Iq request, Origin origin) {
        return info(request, origin).isPresent() || items(request, origin).isPresent();
    }

    private record HostInfo(Answers answers) implements NodeAnswers {
        @Override
        public Optional<Verdict> info(Iq request, Origin origin) {
            return request.to()
                    .filter(to -> !to.hasLocal())
                    .flatMap(to -> answers.on(to.domain(), request.request().attribute("node", "")))
                    .map(query -> Verdict.reply(request.result(query)));
        }

        @Override
        public Optional<Verdict> items(Iq request, Origin origin) {
            return Optional.empty();
        }
    }
}
