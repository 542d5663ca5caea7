package im.regent.core.store;

import im.regent.core.jid.Jid;
import im.regent.core.store.MemoryStores.Checked;
import im.regent.core.xml.Element;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** One store of maps of {@link MemoryStores}. */
record MemoryMaps<T>(Map<Jid, Map<String, Element>> rows, MemoryLanes lanes, Checked<T> codec) implements Maps<T> {
    @Override
    public CompletionStage<Map<String, T>> get(Jid account) {
        return lanes.read(account, () -> current(account));
    }

    @Override
    public CompletionStage<Map<String, T>> update(Jid account, UnaryOperator<Map<String, T>> change) {
        return lanes.change(account, () -> {
            Map<String, T> before = current(account);
            Map<String, T> after = Maps.sortedCopy(change.apply(before));
            write(account, before, after);
            return after;
        });
    }

    private void write(Jid account, Map<String, T> before, Map<String, T> after) {
        Map<String, Element> old = rows.getOrDefault(account, Map.of());
        Map<String, Element> changed = new LinkedHashMap<>();
        after.forEach((key, value) -> {
            Element stored = old.get(key);
            changed.put(key, stored != null && value.equals(before.get(key)) ? stored : codec.encode(value));
        });
        if (changed.isEmpty()) {
            rows.remove(account);
        } else {
            rows.put(account, changed);
        }
    }

    private Map<String, T> current(Jid account) {
        Map<String, T> values = new LinkedHashMap<>();
        rows.getOrDefault(account, Map.of()).forEach((key, element) -> values.put(key, codec.decode(element)));
        return Maps.sortedCopy(values);
    }
}
