package im.regent.storage;

import im.regent.core.jid.Jid;
import im.regent.core.store.Maps;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Maps in the table {@code map_entry}, one row for each entry. */
final class StoredMaps<T> implements Maps<T>, AccountOwned {
    private final Machinery machinery;
    private final StoredXml<T> xml;
    private final Cells<Map<String, T>> cells;

    StoredMaps(Machinery machinery, StoredXml<T> xml) {
        this.machinery = machinery;
        this.xml = xml;
        this.cells = new Cells<>(machinery, this::load);
    }

    @Override
    public CompletionStage<Map<String, T>> get(Jid account) {
        return cells.get(account, Function.identity());
    }

    @Override
    public CompletionStage<Map<String, T>> update(Jid account, UnaryOperator<Map<String, T>> change) {
        return cells.change(account, claim -> {
            Held<Map<String, T>> before = claim.before();
            Map<String, T> after = Maps.sortedCopy(change.apply(before.value()));
            return changed(account, before, after);
        });
    }

    private Outcome<Map<String, T>, Map<String, T>> changed(
            Jid account, Held<Map<String, T>> before, Map<String, T> after) {
        List<Row> rows = new ArrayList<>();
        int bytes = before.bytes();
        int bytesPerEntry = bytes / Math.max(1, before.value().size());
        for (String key : before.value().keySet()) {
            if (!after.containsKey(key)) {
                rows.add(Row.of(Sql.DELETE_ENTRY, account.toString(), xml.name(), hash(key)));
                bytes -= bytesPerEntry;
            }
        }
        for (Map.Entry<String, T> entry : after.entrySet()) {
            T old = before.value().get(entry.getKey());
            if (old == null || !isSame(old, entry.getValue())) {
                String content = xml.write(entry.getValue());
                rows.add(Row.of(
                        Sql.PUT_ENTRY, account.toString(), xml.name(), hash(entry.getKey()), entry.getKey(), content));
                bytes += content.length() + entry.getKey().length() - (old == null ? 0 : bytesPerEntry);
            }
        }
        return rows.isEmpty() ? Outcome.nothing(after) : Outcome.of(after, new Held<>(after, Math.max(0, bytes)), rows);
    }

    private boolean isSame(T old, T value) {
        return old == value || old.equals(value);
    }

    /** A key may be longer than an index takes. */
    static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** An entry as it stands in the table. */
    private record StoredEntry(String key, String content) {}

    private Held<Map<String, T>> load(Jid account) {
        List<StoredEntry> entries = machinery
                .database()
                .read(handle -> handle.createQuery(
                                "SELECT entry_key, content FROM map_entry WHERE account = ? AND store = ?")
                        .bind(0, account.toString())
                        .bind(1, xml.name())
                        .map((row, context) -> new StoredEntry(row.getString(1), row.getString(2)))
                        .list());
        Map<String, T> values = new LinkedHashMap<>();
        int bytes = 0;
        for (StoredEntry entry : entries) {
            values.put(entry.key(), xml.read(entry.content()));
            bytes += entry.key().length() + entry.content().length();
        }
        return new Held<>(Maps.sortedCopy(values), bytes);
    }

    @Override
    public Claim<?> claimDeleted(Jid account) {
        Claim<Map<String, T>> claim = cells.claim(account);
        claim.become(new Held<>(Map.of(), 0));
        return claim;
    }
}
