package im.regent.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.core.store.Maps;
import im.regent.core.store.StoreException;
import im.regent.core.store.Stores;
import im.regent.testkit.store.Note.NoteCodec;
import im.regent.testkit.store.Note.OtherCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link Maps} must do. */
public abstract class MapsContract extends StoreContract {
    private final NoteCodec codec = new NoteCodec();

    @Test
    void entriesAreAddedChangedAndRemoved() {
        Maps<Note> notes = notes(stores());
        assertThat(await(notes.get(JULIET))).isEmpty();

        await(notes.update(JULIET, put("a", 1)));
        await(notes.update(JULIET, put("b", 2)));
        await(notes.update(JULIET, put("a", 3)));
        assertThat(await(notes.get(JULIET))).isEqualTo(Map.of("a", new Note("a", 3), "b", new Note("b", 2)));

        await(notes.update(JULIET, remove("a")));
        assertThat(await(notes.get(JULIET))).isEqualTo(Map.of("b", new Note("b", 2)));
        assertThat(await(notes(reopened()).get(JULIET))).isEqualTo(Map.of("b", new Note("b", 2)));

        await(notes(stores()).update(JULIET, old -> Map.of()));
        assertThat(await(notes(reopened()).get(JULIET))).isEmpty();
    }

    @Test
    void onlyChangedEntriesAreWritten() {
        Maps<Note> notes = notes(stores());
        await(notes.update(JULIET, old -> Map.of("a", new Note("a", 1), "b", new Note("b", 1))));

        await(notes.update(JULIET, put("c", 1)));
        await(notes.update(JULIET, put("a", 1)));
        await(notes.update(JULIET, remove("b")));
        await(notes.update(JULIET, HashMap::new));

        assertThat(codec.written).hasValue(3);
    }

    @Test
    void mapIsImmutableAndInTheOrderOfItsKeys() {
        Maps<Note> notes = notes(stores());
        Map<String, Note> mutable = new HashMap<>();
        IntStream.range(0, 50).forEach(i -> mutable.put("key" + (i * 37 % 50), new Note("", i)));
        Map<String, Note> expected = new TreeMap<>(mutable);

        Map<String, Note> updated = await(notes.update(JULIET, old -> mutable));
        mutable.clear();

        for (Map<String, Note> map : List.of(
                updated, await(notes.get(JULIET)), await(notes(reopened()).get(JULIET)))) {
            assertThat(new ArrayList<>(map.keySet())).isEqualTo(new ArrayList<>(expected.keySet()));
            assertThat(map).isEqualTo(expected);
            assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void twoUpdatersLoseNothing() throws InterruptedException {
        Maps<Note> notes = notes(stores());
        List<CompletionStage<?>> stages = Collections.synchronizedList(new ArrayList<>());
        Runnable updater =
                () -> IntStream.range(0, 1000).forEach(i -> stages.add(notes.update(JULIET, MapsContract::increment)));
        Thread other = new Thread(updater);

        other.start();
        updater.run();
        other.join();
        awaitAll(stages);

        assertThat(await(notes(reopened()).get(JULIET))).isEqualTo(Map.of("n", new Note("n", 2000)));
    }

    @Test
    void thousandPipelinedAdditionsAreAllThere() {
        Maps<Note> notes = notes(stores());

        awaitAll(IntStream.range(0, 1000)
                .mapToObj(i -> notes.update(JULIET, put("contact" + i, i)))
                .toList());

        assertThat(await(notes.get(JULIET))).hasSize(1000);
        assertThat(await(notes(reopened()).get(JULIET)))
                .hasSize(1000)
                .containsEntry("contact999", new Note("contact999", 999));
    }

    @Test
    void whatTheChangeThrowsReachesTheCallerAndChangesNothing() {
        Maps<Note> notes = notes(stores());
        await(notes.update(JULIET, put("a", 1)));
        IllegalStateException thrown = new IllegalStateException("no");

        Throwable failure = failureOf(notes.update(JULIET, old -> {
            throw thrown;
        }));

        assertThat(failure).isSameAs(thrown);
        assertThat(await(notes.get(JULIET))).isEqualTo(Map.of("a", new Note("a", 1)));
    }

    @Test
    void oneValueThatCannotBeEncodedKeepsTheWholeChangeOut() {
        Maps<Note> notes = notes(stores());
        await(notes.update(JULIET, put("b", 1)));

        Throwable failure = failureOf(notes.update(JULIET, old -> {
            Map<String, Note> map = new TreeMap<>(old);
            map.put("a", new Note("a", 1));
            map.remove("b");
            map.put("z", new Note("broken", -1));
            return map;
        }));

        assertThat(failure).hasMessage("this note cannot be written");
        assertThat(await(notes.get(JULIET))).isEqualTo(Map.of("b", new Note("b", 1)));
        assertThat(await(notes(reopened()).get(JULIET))).isEqualTo(Map.of("b", new Note("b", 1)));
    }

    @Test
    void keysThatLookAlikeAreApart() {
        List<String> keys = List.of("", " ", "a", "A", "a ", "\u00e9", "e\u0301", "\ud83d\ude00", EVERY_PLANE);

        await(notes(stores()).update(JULIET, old -> {
            Map<String, Note> map = new HashMap<>();
            keys.forEach(key -> map.put(key, new Note(key, 1)));
            return map;
        }));

        Map<String, Note> kept = await(notes(reopened()).get(JULIET));
        assertThat(kept.keySet()).containsExactlyInAnyOrderElementsOf(keys);
        kept.forEach((key, note) -> assertThat(note.text()).isEqualTo(key));
    }

    @Test
    void longestKeysAreKeptAndWorseOnesRefused() {
        String longest = "\u4e2d".repeat(Maps.MAX_KEY_LENGTH);
        await(notes(stores()).update(JULIET, put(longest, 1)));
        await(notes(stores()).update(JULIET, put(longest.substring(1) + "x", 2)));

        for (String key : List.of(longest + "x", "a\u0000b", "\ud800")) {
            assertThat(failureOf(notes(stores()).update(JULIET, old -> Map.of(key, new Note("", 1)))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(await(notes(reopened()).get(JULIET)))
                .isEqualTo(Map.of(
                        longest,
                        new Note(longest, 1),
                        longest.substring(1) + "x",
                        new Note(longest.substring(1) + "x", 2)));
    }

    @Test
    void largeValuesAreKept() {
        String large = "x".repeat(128 * 1024);
        await(notes(stores()).update(JULIET, old -> Map.of("a", new Note(large, 1), "b", new Note(large, 2))));

        assertThat(await(notes(reopened()).get(JULIET)))
                .isEqualTo(Map.of("a", new Note(large, 1), "b", new Note(large, 2)));
    }

    @Test
    void unknownValueFailsWithTheNameOfTheStoreAndNoAddress() {
        await(notes(stores()).update(JULIET, put("a", 1)));
        Maps<Note> later = reopened().maps("notes", new OtherCodec());

        for (CompletionStage<?> stage : List.of(later.get(JULIET), later.update(JULIET, MapsContract::increment))) {
            assertThat(failureOf(stage))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("notes")
                    .hasMessageNotContaining("juliet");
        }
    }

    private Maps<Note> notes(Stores stores) {
        return stores.maps("notes", codec);
    }

    private static UnaryOperator<Map<String, Note>> put(String key, int count) {
        return old -> {
            Map<String, Note> map = new HashMap<>(old);
            map.put(key, new Note(key, count));
            return map;
        };
    }

    private static Map<String, Note> increment(Map<String, Note> old) {
        Note note = old.getOrDefault("n", new Note("n", 0));
        return put("n", note.count() + 1).apply(old);
    }

    private static UnaryOperator<Map<String, Note>> remove(String key) {
        return old -> {
            Map<String, Note> map = new HashMap<>(old);
            map.remove(key);
            return map;
        };
    }
}
