package im.regent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.core.config.Secret;
import im.regent.core.jid.Jid;
import im.regent.core.store.Codec;
import im.regent.core.store.Credentials;
import im.regent.core.store.Documents;
import im.regent.core.store.Journal;
import im.regent.core.store.Maps;
import im.regent.core.store.StoreException;
import im.regent.core.xml.Element;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What storage does besides the contract of the stores. */
class StorageTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");
    private static final Jid ROMEO = Jid.valueOf("romeo@montague.lit");

    @TempDir
    Path folder;

    @Test
    void databaseIsNotUsedOnAnEventLoop() {
        assertThatThrownBy(() -> Storage.open(DatabaseFixture.h2(folder), Thread.currentThread()::equals)
                        .close())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("event loop");

        AtomicReference<Thread> loop = new AtomicReference<>();
        try (Database database = Database.open(DatabaseFixture.h2(folder), thread -> thread.equals(loop.get()))) {
            loop.set(Thread.currentThread());
            assertThatThrownBy(() -> database.read(handle -> handle.execute("SELECT 1")))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(database::connection).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void oneRowThatTheDatabaseRefusesFailsNobodyElse() throws SQLException {
        try (Storage storage = open()) {
            execute("ALTER TABLE map_entry ADD CHECK (entry_key <> 'poison')");
            Maps<Element> maps = storage.stores().maps("map", Codec.xml());
            holdWriter(storage);
            List<CompletionStage<?>> good = new ArrayList<>();
            List<CompletionStage<?>> bad = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                good.add(put(maps, Jid.valueOf("user" + i + "@capulet.lit"), "key"));
                if (i == 25) {
                    good.add(put(maps, JULIET, "before"));
                    bad.add(put(maps, JULIET, "poison"));
                    bad.add(put(maps, JULIET, "after"));
                }
            }

            good.forEach(StorageTest::await);
            bad.forEach(stage -> assertThatThrownBy(() -> await(stage)).hasCauseInstanceOf(StoreException.class));
            assertThat(await(maps.get(JULIET))).containsOnlyKeys("before");
            await(put(maps, JULIET, "again"));
        }
        try (Storage storage = open()) {
            assertThat(await(storage.stores().maps("map", Codec.xml()).get(JULIET)))
                    .containsOnlyKeys("before", "again");
        }
    }

    @Test
    void refusedAppendTakesNoRoom() throws SQLException {
        try (Storage storage = open()) {
            execute("ALTER TABLE journal_entry ADD CHECK (content NOT LIKE '%poison%')");
            Journal<Element> journal = storage.stores().journal("journal", Codec.xml());

            CompletionStage<?> refused = journal.append(JULIET, Element.of("", "poison"), 1);
            assertThatThrownBy(() -> await(refused)).hasCauseInstanceOf(StoreException.class);

            assertThat(await(journal.append(JULIET, Element.of("", "fine"), 1))).isPresent();
        }
    }

    @Test
    void refusedDeletionOfAnAccountLeavesEverything() throws SQLException {
        try (Storage storage = open()) {
            Documents<Element> documents = storage.stores().documents("document", Codec.xml());
            await(storage.stores().accounts().create(JULIET, Credentials.of(List.of())));
            await(documents.update(JULIET, old -> Optional.of(Element.of("", "kept"))));
            execute("CREATE TABLE holder (account VARCHAR(2100) REFERENCES account (account));"
                    + " INSERT INTO holder VALUES ('juliet@capulet.lit')");

            CompletionStage<Boolean> deleted = storage.stores().accounts().delete(JULIET);
            CompletionStage<?> behind = documents.update(JULIET, old -> Optional.of(Element.of("", "changed")));

            assertThatThrownBy(() -> await(deleted)).hasCauseInstanceOf(StoreException.class);
            assertThat(behind.handle((value, failure) -> "settled")).succeedsWithin(Duration.ofSeconds(30));
            assertThat(await(storage.stores().accounts().exists(JULIET))).isTrue();
            assertThat(await(documents.get(JULIET))).isPresent();
        }
    }

    @Test
    void readersSeeOnlyWhatIsDurable() {
        try (Storage storage = open()) {
            Documents<Element> documents = storage.stores().documents("document", Codec.xml());
            CountDownLatch release = new CountDownLatch(1);
            Documents<Element> others = storage.stores().documents("other", Codec.xml());
            // The answerer is held up, so nothing that is answered later has been told yet.
            CompletionStage<?> held = others.update(ROMEO, old -> Optional.of(Element.of("", "first")))
                    .thenAccept(value -> awaitLatch(release));
            List<Boolean> seenBeforeAnswer = new ArrayList<>();

            CompletionStage<Optional<Element>> update =
                    documents.update(JULIET, old -> Optional.of(Element.of("", "value")));
            if (await(documents.get(JULIET)).isPresent()) {
                seenBeforeAnswer.add(isInTable());
            }
            release.countDown();
            await(held);
            await(update);

            assertThat(seenBeforeAnswer).doesNotContain(false);
            assertThat(await(documents.get(JULIET))).isPresent();
        }
    }

    @Test
    void closingWritesWhatWasTaken() {
        Storage storage = open();
        Maps<Element> maps = storage.stores().maps("map", Codec.xml());
        List<CompletionStage<?>> stages = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            stages.add(put(maps, Jid.valueOf("user" + i % 10 + "@capulet.lit"), "key" + i));
        }

        storage.close();

        stages.forEach(StorageTest::await);
        assertThatThrownBy(() -> await(put(maps, JULIET, "late"))).hasCauseInstanceOf(StoreException.class);
        assertThatThrownBy(() -> await(maps.get(JULIET))).hasCauseInstanceOf(StoreException.class);
        try (Storage again = open()) {
            for (int i = 0; i < 10; i++) {
                assertThat(await(again.stores().maps("map", Codec.xml()).get(Jid.valueOf("user" + i + "@capulet.lit"))))
                        .hasSize(200);
            }
        }
    }

    @Test
    void forcedChangesAreThereToo() {
        StorageSettings plain = DatabaseFixture.h2(folder);
        StorageSettings forced = new StorageSettings(
                plain.url(), plain.user(), plain.password(), Durability.POWER, plain.pools(), plain.cacheBytes());
        try (Storage storage = Storage.open(forced, thread -> false)) {
            await(put(storage.stores().maps("map", Codec.xml()), JULIET, "key"));
        }
        try (Storage storage = open()) {
            assertThat(await(storage.stores().maps("map", Codec.xml()).get(JULIET)))
                    .containsOnlyKeys("key");
        }
    }

    @Test
    void memoryNeedsNoDatabase() {
        StorageSettings settings = new StorageSettings(
                "memory:", "", new Secret(""), Durability.PROCESS, new StorageSettings.Pools(2, 1), 1 << 16);
        try (Storage storage = Storage.open(settings, thread -> false)) {
            await(put(storage.stores().maps("map", Codec.xml()), JULIET, "key"));
            assertThat(await(storage.stores().maps("map", Codec.xml()).get(JULIET)))
                    .containsOnlyKeys("key");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void valueInMemoryIsAnsweredAtOnce() {
        try (Storage storage = open()) {
            Maps<Element> maps = storage.stores().maps("map", Codec.xml());
            await(put(maps, JULIET, "key"));
            await(storage.stores().accounts().exists(ROMEO));

            assertThat(maps.get(JULIET).toCompletableFuture()).isCompleted();
            assertThat(storage.stores().accounts().exists(ROMEO).toCompletableFuture())
                    .isCompletedWithValue(false);
        }
    }

    private Storage open() {
        return Storage.open(DatabaseFixture.h2(folder), thread -> false);
    }

    /** Gives the writer something to do, so that what follows becomes one group. */
    private static void holdWriter(Storage storage) {
        Element large = Element.text("", "large", "x".repeat(900_000));
        storage.stores().documents("large", Codec.xml()).update(ROMEO, old -> Optional.of(large));
    }

    private static CompletionStage<Map<String, Element>> put(Maps<Element> maps, Jid account, String key) {
        return maps.update(account, old -> {
            Map<String, Element> map = new HashMap<>(old);
            map.put(key, Element.of("urn:example", "value"));
            return map;
        });
    }

    private boolean isInTable() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return statement
                    .executeQuery("SELECT 1 FROM document WHERE store = 'document'")
                    .next();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** In this process, H2 lets us in beside the server. */
    private Connection connect() throws SQLException {
        return DriverManager.getConnection(DatabaseFixture.h2(folder).url(), "regent", "");
    }

    private static <T> T await(CompletionStage<T> stage) throws CompletionException {
        return stage.toCompletableFuture().join();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
