package im.regent.core.feature;

import im.regent.core.hook.Registration;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Target;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * What service discovery says of the server: derived from what features register, so that it cannot lie. {@code HOST} is the
 * virtual host's own information, {@code ACCOUNT} that of an account's bare address. Safe for every thread.
 */
public final class Advertised {
    private final Map<Target, List<String>> features = new EnumMap<>(Target.class);
    private final Map<Target, List<Identity>> identities = new EnumMap<>(Target.class);
    private final Map<Target, Map<String, InfoForm>> forms = new EnumMap<>(Target.class);
    private final Map<Target, Map<String, List<Supplier<Overlay>>>> overlays = new EnumMap<>(Target.class);
    private final List<Jid> items = new CopyOnWriteArrayList<>();

    /** Nothing advertised yet. */
    public Advertised() {
        for (Target target : Target.values()) {
            features.put(target, new CopyOnWriteArrayList<>());
            identities.put(target, new CopyOnWriteArrayList<>());
            forms.put(target, new ConcurrentSkipListMap<>());
            overlays.put(target, new ConcurrentHashMap<>());
        }
    }

    /** Adds a feature; what is for the origin's own account is said by its host. */
    public Registration feature(Target target, String feature) {
        List<String> list = features.getOrDefault(target == Target.SELF ? Target.HOST : target, List.of());
        return added(list, feature);
    }

    /** Adds an identity. */
    public Registration identity(Target target, Identity identity) {
        List<Identity> list = identities.getOrDefault(target, List.of());
        return added(list, identity);
    }

    /**
     * Adds a form.
     *
     * @throws IllegalStateException when there is one of that type: XEP-0115 §5.4 makes an answer with two ill-formed
     */
    public Registration form(Target target, InfoForm form) {
        Map<String, InfoForm> byType = forms.getOrDefault(target, Map.of());
        if (byType.putIfAbsent(form.type(), form) != null) {
            throw new IllegalStateException("two features advertise a form " + form.type() + " for " + target);
        }
        return () -> byType.remove(form.type(), form);
    }

    /**
     * Lets somebody else speak for some namespaces on one virtual host.
     *
     * @param overlay gives what holds now; called on every thread, does not block
     */
    public Registration overlay(Target target, String host, Supplier<Overlay> overlay) {
        Map<String, List<Supplier<Overlay>>> byHost = overlays.getOrDefault(target, Map.of());
        return added(byHost.computeIfAbsent(host, key -> new CopyOnWriteArrayList<>()), overlay);
    }

    /** Adds an address that belongs to the server, a component's for instance. */
    public Registration item(Jid item) {
        return added(items, item);
    }

    /** Several may add the same: each takes back its own, and only once. */
    private static <T> Registration added(List<T> list, T value) {
        list.add(value);
        AtomicBoolean isOpen = new AtomicBoolean(true);
        return () -> {
            if (isOpen.compareAndSet(true, false)) {
                list.remove(value);
            }
        };
    }

    /** The addresses that belong to this virtual host: those below its domain. */
    public List<Jid> items(String host) {
        return items.stream()
                .filter(item -> item.domain().endsWith("." + host))
                .sorted()
                .distinct()
                .toList();
    }

    /** What is shown on a virtual host: the server's own, and what others say in its place. */
    public Information on(String host, Target target) {
        Information own = new Information(identities(target), new TreeSet<>(features(target)), forms(target));
        List<Supplier<Overlay>> here = overlays.getOrDefault(target, Map.of()).getOrDefault(host, List.of());
        return here.isEmpty() ? own : own.with(here.stream().map(Supplier::get).toList());
    }

    /** The server's own features, sorted, each once. */
    public Collection<String> features(Target target) {
        return new TreeSet<>(features.getOrDefault(target, List.of()));
    }

    /** The server's own identities, in the order of registration. */
    public List<Identity> identities(Target target) {
        return List.copyOf(identities.getOrDefault(target, List.of()));
    }

    /** The server's own forms, sorted by their types. */
    public List<InfoForm> forms(Target target) {
        return List.copyOf(forms.getOrDefault(target, Map.of()).values());
    }
}
