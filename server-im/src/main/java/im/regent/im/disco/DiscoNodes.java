package im.regent.im.disco;

import im.regent.core.hook.Registration;
import im.regent.core.xml.Element;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Nodes of the server's own disco#info that other features answer. Safe for every thread. */
public final class DiscoNodes {
    private final List<Function<String, Optional<Element>>> nodes = new CopyOnWriteArrayList<>();

    DiscoNodes() {}

    /** Adds nodes: the function gives the whole {@code <query/>}, with its node, or nothing for nodes it does not know. */
    public Registration add(Function<String, Optional<Element>> answers) {
        nodes.add(answers);
        return () -> nodes.remove(answers);
    }

    Optional<Element> find(String node) {
        return nodes.stream().flatMap(answers -> answers.apply(node).stream()).findFirst();
    }
}
