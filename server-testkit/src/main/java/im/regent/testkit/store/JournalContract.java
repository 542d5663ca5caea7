package im.regent.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.store.Codec;
import im.regent.core.store.Credentials;
import im.regent.core.store.Journal;
import im.regent.core.store.Journal.Entry;
import im.regent.core.store.Stores;
import im.regent.core.xml.Element;
import im.regent.testkit.store.Note.NoteCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link Journal} must do. */
public abstract class JournalContract extends StoreContract {
    private final NoteCodec codec = new NoteCodec();

    @Test
    void entriesAreReadInTheOrderOfTheCalls() {
        Journal<Note> journal = journal(stores());

        List<Long> ids = append(journal, 100);

        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertHolds(journal, ids);
        assertHolds(journal(reopened()), ids);
    }

    private void assertHolds(Journal<Note> journal, List<Long> ids) {
        List<Entry<Note>> entries = await(journal.read(JULIET, 0, 1000));
        assertThat(entries).extracting(Entry::id).isEqualTo(ids);
        assertThat(entries)
                .extracting(entry -> entry.value().orElseThrow().count())
                .isEqualTo(IntStream.range(0, ids.size()).boxed().toList());
        assertThat(await(journal.count(JULIET))).isEqualTo(ids.size());
        assertThat(await(journal.count(ROMEO))).isZero();
    }

    @Test
    void readingGoesOnBehindTheLastNumber() {
        Journal<Note> journal = journal(stores());
        List<Long> ids = append(journal, 25);

        List<Entry<Note>> first = await(journal.read(JULIET, 0, 10));
        List<Entry<Note>> second = await(journal.read(JULIET, first.get(9).id(), 10));
        List<Entry<Note>> third = await(journal.read(JULIET, second.get(9).id(), 10));

        assertThat(first).extracting(Entry::id).isEqualTo(ids.subList(0, 10));
        assertThat(second).extracting(Entry::id).isEqualTo(ids.subList(10, 20));
        assertThat(third).extracting(Entry::id).isEqualTo(ids.subList(20, 25));
    }

    @Test
    void deletedEntriesAreGoneAndUnknownNumbersIgnored() {
        Journal<Note> journal = journal(stores());
        List<Long> ids = append(journal, 5);

        await(journal.delete(JULIET, List.of(ids.get(1), ids.get(3), ids.get(3), Long.MAX_VALUE, -1L)));
        await(journal.delete(JULIET, List.of()));
        await(journal.delete(ROMEO, ids));

        List<Long> expected = List.of(ids.get(0), ids.get(2), ids.get(4));
        assertThat(await(journal.read(JULIET, 0, 10))).extracting(Entry::id).isEqualTo(expected);
        assertThat(await(journal(reopened()).read(JULIET, 0, 10)))
                .extracting(Entry::id)
                .isEqualTo(expected);
    }

    @Test
    void numbersAreNotUsedAgainAfterEverythingWasDeleted() {
        long last = append(journal(stores()), 3).get(2);
        await(journal(stores())
                .delete(
                        JULIET,
                        await(journal(stores()).read(JULIET, 0, 10)).stream()
                                .map(Entry::id)
                                .toList()));

        long next = append(journal(stores()), 1).get(0);
        await(journal(stores()).delete(JULIET, List.of(next)));
        long afterRestart = append(journal(reopened()), 1).get(0);

        assertThat(next).isGreaterThan(last);
        assertThat(afterRestart).isGreaterThan(next);
    }

    @Test
    void numbersAreNotUsedAgainByAnAccountOfTheSameName() {
        Credentials nothing = Credentials.of(List.of());
        await(stores().accounts().create(JULIET, nothing));
        long old = append(journal(stores()), 1).get(0);

        await(stores().accounts().delete(JULIET));
        await(stores().accounts().create(JULIET, nothing));

        assertThat(append(journal(stores()), 1).get(0)).isGreaterThan(old);
        assertThat(await(journal(stores()).count(JULIET))).isOne();
    }

    @Test
    void fullJournalTakesNothingUntilThereIsRoom() {
        Journal<Note> journal = journal(stores());
        List<Long> ids = append(journal, 3);

        assertThat(await(journal.append(JULIET, note(3), 3))).isEmpty();
        assertThat(await(journal.append(JULIET, note(3), 0))).isEmpty();
        assertThat(await(journal.count(JULIET))).isEqualTo(3);
        await(journal.delete(JULIET, List.of(ids.get(0))));
        assertThat(await(journal.append(JULIET, note(4), 3))).isPresent();
        assertThat(await(journal(reopened()).append(JULIET, note(5), 3))).isEmpty();
        assertThat(await(journal(stores()).append(JULIET, note(5), 4))).isPresent();
    }

    @Test
    void entriesAreNoLargerTogetherThanTheLimitAllows() {
        Journal<Note> journal = journal(stores());
        Note large = new Note("x".repeat(10_000), 1);
        long first = await(journal.append(JULIET, large, 10, 25_000)).orElseThrow();
        await(journal.append(JULIET, large, 10, 25_000));

        assertThat(await(journal.append(JULIET, large, 10, 25_000))).isEmpty();
        assertThat(await(journal.append(JULIET, note(1), 10, 25_000))).isPresent();
        assertThat(await(journal(reopened()).append(JULIET, large, 10, 25_000))).isEmpty();
        await(journal(stores()).delete(JULIET, List.of(first)));
        assertThat(await(journal(stores()).append(JULIET, large, 10, 25_000))).isPresent();
        assertThat(await(journal(stores()).append(JULIET, large, 10, 25_000))).isEmpty();
        assertThat(await(journal(stores()).append(ROMEO, large, 10, 25_000))).isPresent();
    }

    @Test
    void roomThatADeleteMakesIsThereForTheAppendBehindIt() {
        Journal<Note> journal = journal(stores());
        for (int round = 0; round < 50; round++) {
            List<Long> ids = append(journal, 2);
            CompletionStage<?> deleted = journal.delete(JULIET, List.of(ids.get(0)));
            CompletionStage<OptionalLong> appended = journal.append(JULIET, note(round), 2);
            CompletionStage<OptionalLong> refused = journal.append(JULIET, note(round), 2);
            await(deleted);

            long id = await(appended).orElseThrow();
            assertThat(await(refused)).isEmpty();
            await(journal.delete(JULIET, List.of(ids.get(1), id)));
        }
    }

    @Test
    void limitHoldsForManyAtOnce() {
        Journal<Note> journal = journal(stores());
        List<CompletionStage<OptionalLong>> stages = Collections.synchronizedList(new ArrayList<>());

        IntStream.range(0, 300).parallel().forEach(i -> stages.add(journal.append(JULIET, note(i), 150)));

        assertThat(stages.stream().filter(stage -> await(stage).isPresent())).hasSize(150);
        assertThat(await(journal.count(JULIET))).isEqualTo(150);
    }

    @Test
    void valuesOfEveryPlaneAndOf256KibibytesAreKept() {
        Note large = new Note("x".repeat(128 * 1024), 2);
        await(journal(stores()).append(JULIET, new Note(EVERY_PLANE, 1), 10));
        await(journal(stores()).append(JULIET, large, 10));

        assertThat(await(journal(reopened()).read(JULIET, 0, 10)))
                .extracting(entry -> entry.value().orElseThrow())
                .containsExactly(new Note(EVERY_PLANE, 1), large);
    }

    @Test
    void valueThatCannotBeEncodedTakesNoRoom() {
        Journal<Note> journal = journal(stores());

        assertThat(failureOf(journal.append(JULIET, note(-1), 1))).hasMessage("this note cannot be written");
        assertThat(await(journal.append(JULIET, note(1), 1))).isPresent();
    }

    @Test
    void entryThatCannotBeReadStandsInTheWayOfNoOther() {
        List<Long> ids = append(journal(stores()), 3);
        Journal<Note> later = reopened().journal("notes", new PickyCodec(1));

        List<Entry<Note>> read = await(later.read(JULIET, 0, 10));
        assertThat(read).extracting(Entry::id).isEqualTo(ids);
        assertThat(read).extracting(entry -> entry.value().isPresent()).containsExactly(true, false, true);
        assertThat(await(later.count(JULIET))).as("it stays").isEqualTo(3);
        await(later.delete(JULIET, List.of(ids.get(1))));
        assertThat(await(later.read(JULIET, 0, 10))).extracting(Entry::id).containsExactly(ids.get(0), ids.get(2));
    }

    /** The sessions that outlive a server are kept so (XEP-0198): with whole stanzas in them, near the limit of a value. */
    @Test
    void aDomainOwnsEntriesAsAnAccountDoesAndFindsThemLater() {
        Journal<Element> journal = stores().journal("large", Codec.xml());
        Element body = Element.text("jabber:client", "body", "<&\u00e9\ud83d\ude00 ".repeat(60_000));
        Element message = Element.of("jabber:client", "message", body).with("to", JULIET.toString());
        Element large = Element.of("urn:test", "kept", Element.of("urn:test", "sent", message))
                .with("jid", JULIET + "/balcony");

        long id = await(journal.append(JULIET.domainJid(), large, 10)).orElseThrow();

        Journal<Element> later = reopened().journal("large", Codec.xml());
        assertThat(await(later.read(JULIET.domainJid(), 0, 10))).containsExactly(new Entry<>(id, Optional.of(large)));
        assertThat(await(later.read(JULIET, 0, 10))).isEmpty();
        await(later.delete(JULIET.domainJid(), List.of(id)));
        assertThat(await(later.count(JULIET.domainJid()))).isZero();
    }

    /** Cannot read notes with one number. */
    private record PickyCodec(int unreadable) implements Codec<Note> {
        @Override
        public Element encode(Note value) {
            return new NoteCodec().encode(value);
        }

        @Override
        public Note decode(Element element) {
            Note note = new NoteCodec().decode(element);
            if (note.count() == unreadable) {
                throw new IllegalArgumentException("this note cannot be read");
            }
            return note;
        }
    }

    private Journal<Note> journal(Stores stores) {
        return stores.journal("notes", codec);
    }

    private static Note note(int count) {
        return new Note("entry", count);
    }

    /** Appends without waiting in between. */
    private static List<Long> append(Journal<Note> journal, int entries) {
        List<CompletionStage<OptionalLong>> stages = IntStream.range(0, entries)
                .mapToObj(i -> journal.append(JULIET, note(i), 1000))
                .toList();
        return stages.stream().map(stage -> await(stage).orElseThrow()).toList();
    }
}
