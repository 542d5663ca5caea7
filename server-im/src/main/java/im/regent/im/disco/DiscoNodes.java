package im.regent.im.disco;

import im.regent.core.hook.Registration;
import im.regent.core.hook.Verdict;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Iq;
import im.regent.core.xml.Element;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Nodes in service discovery that other features answer. Safe for every thread. */
public final class DiscoNodes {
    private final List<NodeAnswers> nodes = new CopyOnWriteArrayList<>();

    DiscoNodes() {}

    /** Adds nodes of hosts or accounts. */
    public Registration add(NodeAnswers answers) {
        nodes.add(answers);
        return () -> nodes.remove(answers);
    }

    /**
     * Adds nodes of the server's own disco#info: the function gives the whole {@code <query/>}, with its node, or nothing for
     * nodes it does not know.
     */
    public Registration add(Function<String, Optional<Element>> answers) {
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

    private record HostInfo(Function<String, Optional<Element>> answers) implements NodeAnswers {
        @Override
        public Optional<Verdict> info(Iq request, Origin origin) {
            boolean isForHost = request.to().filter(to -> !to.hasLocal()).isPresent();
            return isForHost
                    ? answers.apply(request.request().attribute("node", ""))
                            .map(query -> Verdict.reply(request.result(query)))
                    : Optional.empty();
        }

        @Override
        public Optional<Verdict> items(Iq request, Origin origin) {
            return Optional.empty();
        }
    }
}
