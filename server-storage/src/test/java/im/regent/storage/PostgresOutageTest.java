package im.regent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.regent.core.jid.Jid;
import im.regent.core.store.Codec;
import im.regent.core.store.Maps;
import im.regent.core.store.StoreException;
import im.regent.core.xml.Element;
import im.regent.storage.StorageException.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** PostgreSQL goes away and comes back. */
@EnabledIfSystemProperty(named = PostgresSchema.PROPERTY, matches = "jdbc:postgresql:.+")
class PostgresOutageTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");

    @Test
    void connectionsThatBreakFailChangesAndNothingIsHalfOrLost() {
        PostgresSchema schema = PostgresSchema.create();
        try (DatabaseFixture fixture = new DatabaseFixture(schema.settings(), schema::drop)) {
            Maps<Element> maps = fixture.stores().maps("map", Codec.xml());
            Set<String> confirmed = new HashSet<>();
            Set<String> failed = new HashSet<>();
            for (int i = 0; i < 200; i++) {
                if (i % 50 == 25) {
                    schema.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE application_name = 'regent'");
                }
                (put(maps, "key" + i) ? confirmed : failed).add("key" + i);
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> put(maps, "last"));
            confirmed.add("last");

            Map<String, Element> kept = fixture.reopen()
                    .<Element>maps("map", Codec.xml())
                    .get(JULIET)
                    .toCompletableFuture()
                    .join();
            assertThat(kept.keySet()).containsAll(confirmed).doesNotContainAnyElementsOf(failed);
            assertThat(confirmed).hasSizeGreaterThan(20);
        }
    }

    @Test
    void wrongPasswordAndUnknownDatabaseAreToldApart() {
        PostgresSchema schema = PostgresSchema.create();
        try {
            StorageSettings right = schema.settings();
            String base = right.url().substring(0, right.url().indexOf('?'));
            expect(Reason.REFUSED, DatabaseFixture.settings(base, right.user(), "wrong"));
            expect(
                    Reason.UNREACHABLE,
                    DatabaseFixture.settings(
                            base + "_absent", right.user(), right.password().reveal()));
        } finally {
            schema.drop();
        }
    }

    private static void expect(Reason reason, StorageSettings settings) {
        Assertions.assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> Storage.open(settings, thread -> false).close())
                .satisfies(failure ->
                        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason));
    }

    /** Whether it was confirmed; a change that fails must fail as the contract says. */
    private static boolean put(Maps<Element> maps, String key) {
        try {
            maps.update(JULIET, old -> {
                        Map<String, Element> map = new HashMap<>(old);
                        map.put(key, Element.of("urn:example", "value"));
                        return map;
                    })
                    .toCompletableFuture()
                    .join();
            return true;
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(StoreException.class);
            return false;
        }
    }
}
