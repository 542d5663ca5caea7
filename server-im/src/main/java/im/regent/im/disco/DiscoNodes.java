package im.regent.im.disco;

import im.regent.core.hook.Registration;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Iq;
import im.regent.core.xml.Element;
import im.regent.im.api.OwnNodes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Nodes of the hosts' own disco#info that other features answer. Safe for every thread. */
public final class DiscoNodes implements OwnNodes {
    /** Knows some nodes. */
    @FunctionalInterface
    public interface Answers {
        /** The whole {@code <query/>} of a host, with its node, or nothing for nodes it does not know. */
        Optional<Element> on(String host, String node);
    }

    private final List<Answers> nodes = new CopyOnWriteArrayList<>();

    DiscoNodes() {}

    /** Adds nodes. */
    public Registration add(Answers answers) {
        nodes.add(answers);
        return () -> nodes.remove(answers);
    }

    Optional<Element> find(String host, String node) {
        return nodes.stream()
                .flatMap(answers -> answers.on(host, node).stream())
                .findFirst();
    }

    @Override
    public boolean has(Iq request, Origin origin) {
        String host = request.to().orElseGet(origin::jid).domain();
        return find(host, request.request().attribute("node", "")).isPresent();
    }
}
