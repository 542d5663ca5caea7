package im.regent.storage;

import im.regent.core.jid.Jid;
import im.regent.core.store.Documents;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Documents in the table {@code document}. */
final class StoredDocuments<T> implements Documents<T>, AccountOwned {
    private final Machinery machinery;
    private final StoredXml<T> xml;
    private final Cells<Optional<T>> cells;

    StoredDocuments(Machinery machinery, StoredXml<T> xml) {
        this.machinery = machinery;
        this.xml = xml;
        this.cells = new Cells<>(machinery, this::load);
    }

    @Override
    public CompletionStage<Optional<T>> get(Jid account) {
        return cells.get(account, Function.identity());
    }

    @Override
    public CompletionStage<Optional<T>> update(Jid account, UnaryOperator<Optional<T>> change) {
        return cells.change(account, claim -> {
            Optional<T> before = claim.before().value();
            Optional<T> after = change.apply(before);
            return after.equals(before) ? Outcome.nothing(after) : changed(account, after);
        });
    }

    private Outcome<Optional<T>, Optional<T>> changed(Jid account, Optional<T> after) {
        if (after.isEmpty()) {
            return Outcome.of(
                    after, new Held<>(after, 0), List.of(Row.of(Sql.DELETE_DOCUMENT, account.toString(), xml.name())));
        }
        String content = xml.write(after.get());
        return Outcome.of(
                after,
                new Held<>(after, content.length()),
                List.of(Row.of(Sql.PUT_DOCUMENT, account.toString(), xml.name(), content)));
    }

    private Held<Optional<T>> load(Jid account) {
        return machinery
                .database()
                .read(handle -> handle.createQuery("SELECT content FROM document WHERE account = ? AND store = ?")
                        .bind(0, account.toString())
                        .bind(1, xml.name())
                        .mapTo(String.class)
                        .findOne()
                        .map(content -> new Held<>(Optional.of(xml.read(content)), content.length()))
                        .orElseGet(() -> new Held<>(Optional.empty(), 0)));
    }

    @Override
    public Claim<?> claimDeleted(Jid account) {
        Claim<Optional<T>> claim = cells.claim(account);
        claim.become(new Held<>(Optional.empty(), 0));
        return claim;
    }
}
