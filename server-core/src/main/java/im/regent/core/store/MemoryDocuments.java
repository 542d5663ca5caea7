package im.regent.core.store;

import im.regent.core.jid.Jid;
import im.regent.core.store.MemoryStores.Checked;
import im.regent.core.xml.Element;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** One store of documents of {@link MemoryStores}. */
record MemoryDocuments<T>(Map<Jid, Element> rows, MemoryLanes lanes, Checked<T> codec) implements Documents<T> {
    @Override
    public CompletionStage<Optional<T>> get(Jid account) {
        return lanes.read(account, () -> current(account));
    }

    @Override
    public CompletionStage<Optional<T>> update(Jid account, UnaryOperator<Optional<T>> change) {
        return lanes.change(account, () -> {
            Optional<T> before = current(account);
            Optional<T> after = change.apply(before);
            if (after.isEmpty()) {
                rows.remove(account);
            } else if (!after.equals(before)) {
                rows.put(account, codec.encode(after.get()));
            }
            return after;
        });
    }

    private Optional<T> current(Jid account) {
        return Optional.ofNullable(rows.get(account)).map(codec::decode);
    }
}
