package im.regent.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.core.jid.Jid;
import im.regent.core.store.Archive;
import im.regent.core.store.Archive.Appended;
import im.regent.core.store.Archive.Entry;
import im.regent.core.store.Archive.Page;
import im.regent.core.store.ArchiveQuery;
import im.regent.core.store.Credentials;
import im.regent.core.store.Stores;
import im.regent.testkit.store.Note.NoteCodec;
import im.regent.testkit.store.Note.OtherCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Archive} does. */
public abstract class ArchiveContract extends StoreContract {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Jid ORCHARD = Jid.valueOf("romeo@montague.lit/orchard");
    private static final Jid BALCONY = Jid.valueOf("romeo@montague.lit/balcony");
    private static final Jid NURSE = Jid.valueOf("nurse@capulet.lit/kitchen");

    private Archive<Note> archive() {
        return stores().archive("notes", new NoteCodec());
    }

    private static Note note(int count) {
        return new Note("entry", count);
    }

    private static Instant second(long seconds) {
        return NOON.plusSeconds(seconds);
    }

    /** Entry {@code i} is appended at second {@code i}, from three contacts in turn; nothing is waited for. */
    private List<Long> append(int entries) {
        List<Jid> contacts = List.of(ORCHARD, BALCONY, NURSE);
        return IntStream.range(0, entries)
                .mapToObj(i -> archive()
                        .append(JULIET, contacts.get(i % 3), second(i), note(i))
                        .id())
                .toList();
    }

    private List<Integer> counts(ArchiveQuery.Builder query) {
        return counts(page(query));
    }

    private static List<Integer> counts(Page<Note> page) {
        return page.entries().stream()
                .map(entry -> entry.value().orElseThrow().count())
                .toList();
    }

    private Page<Note> page(ArchiveQuery.Builder query) {
        return await(archive().page(JULIET, query.build())).orElseThrow();
    }

    @Test
    void emptyArchiveHasNothingAndIsComplete() {
        assertThat(page(ArchiveQuery.first(10))).isEqualTo(new Page<>(List.of(), true));
        assertThat(await(archive().span(JULIET))).isEmpty();
    }

    @Test
    void readingShowsWhatWasAppendedBeforeInOrderWithItsTime() {
        List<Long> ids = append(5);

        List<Entry<Note>> entries = page(ArchiveQuery.first(10)).entries();
        assertThat(entries).extracting(Entry::id).isEqualTo(ids).isSorted().doesNotHaveDuplicates();
        assertThat(entries).extracting(Entry::at).containsExactly(NOON, second(1), second(2), second(3), second(4));
        assertThat(entries).extracting(Entry::value).element(3).isEqualTo(Optional.of(note(3)));
    }

    @Test
    void whatIsDurableIsThereAfterARestart() {
        Appended appended = archive().append(JULIET, ORCHARD, NOON, new Note(EVERY_PLANE, 1));
        await(appended.durable());

        Archive<Note> reopened = reopened().archive("notes", new NoteCodec());
        Page<Note> page =
                await(reopened.page(JULIET, ArchiveQuery.first(1).build())).orElseThrow();
        assertThat(page.entries())
                .containsExactly(new Entry<>(appended.id(), NOON, Optional.of(new Note(EVERY_PLANE, 1))));
        assertThat(reopened.append(JULIET, ORCHARD, NOON, note(2)).id()).isGreaterThan(appended.id());
    }

    @Test
    void pagesGoForwardsAndBackwardsWithoutHolesOrRepetitions() {
        append(10);
        List<Integer> forwards = new ArrayList<>();
        Page<Note> page = page(ArchiveQuery.first(4));
        forwards.addAll(counts(page));
        assertThat(page.isComplete()).isFalse();
        page = page(ArchiveQuery.first(4).after(last(page)));
        forwards.addAll(counts(page));
        page = page(ArchiveQuery.first(4).after(last(page)));
        forwards.addAll(counts(page));
        assertThat(page.isComplete()).isTrue();
        assertThat(forwards).isEqualTo(IntStream.range(0, 10).boxed().toList());

        page = page(ArchiveQuery.last(4));
        assertThat(counts(page)).containsExactly(6, 7, 8, 9);
        assertThat(page.isComplete()).isFalse();
        page = page(ArchiveQuery.last(6).before(page.entries().get(0).id()));
        assertThat(counts(page)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(page.isComplete()).isTrue();
    }

    private static long last(Page<Note> page) {
        return page.entries().get(page.entries().size() - 1).id();
    }

    @Test
    void contactIsOneResourceOrAllOfThem() {
        append(9);

        assertThat(counts(ArchiveQuery.first(9).with(ORCHARD.bare()))).containsExactly(0, 1, 3, 4, 6, 7);
        assertThat(counts(ArchiveQuery.first(9).with(ORCHARD))).containsExactly(0, 3, 6);
        assertThat(counts(ArchiveQuery.last(2).with(NURSE.bare()))).containsExactly(5, 8);
        assertThat(counts(ArchiveQuery.first(9).with(NURSE.domainJid()))).isEmpty();
    }

    @Test
    void spanOfTimeHasBothItsEnds() {
        append(9);

        assertThat(counts(ArchiveQuery.first(9).start(second(3)).end(second(5))))
                .containsExactly(3, 4, 5);
        assertThat(counts(ArchiveQuery.first(9)
                        .start(second(3).plusNanos(1))
                        .end(second(5).minusNanos(1))))
                .containsExactly(4);
        assertThat(counts(ArchiveQuery.last(2).end(second(100)))).containsExactly(7, 8);
        assertThat(counts(ArchiveQuery.first(9).start(second(9)))).isEmpty();
        assertThat(counts(ArchiveQuery.first(9).end(second(-1)))).isEmpty();
        assertThat(counts(ArchiveQuery.first(9).start(Instant.MIN).end(Instant.MAX)))
                .hasSize(9);
    }

    @Test
    void conditionsHoldTogether() {
        List<Long> ids = append(12);

        assertThat(counts(ArchiveQuery.first(9)
                        .with(ORCHARD.bare())
                        .start(second(2))
                        .after(ids.get(3))
                        .before(ids.get(10))))
                .containsExactly(4, 6, 7, 9);
        assertThat(counts(ArchiveQuery.first(9).after(ids.get(3)).after(ids.get(8))))
                .containsExactly(9, 10, 11);
    }

    @Test
    void severalEntriesAreFoundByTheirNumbers() {
        List<Long> ids = append(5);

        assertThat(counts(ArchiveQuery.first(9).only(List.of(ids.get(4), ids.get(1)))))
                .containsExactly(1, 4);
        assertThat(counts(ArchiveQuery.first(9).only(List.of()))).isEmpty();
    }

    @Test
    void numberThatIsNotThereHasNoAnswer() {
        List<Long> ids = append(3);
        long others = archive().append(ROMEO, JULIET, NOON, note(0)).id();

        for (long missing : new long[] {others, ids.get(2) + 1_000_000, 0, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(await(archive()
                            .page(JULIET, ArchiveQuery.first(9).after(missing).build())))
                    .isEmpty();
            assertThat(await(archive()
                            .page(JULIET, ArchiveQuery.last(9).before(missing).build())))
                    .isEmpty();
            assertThat(await(archive()
                            .page(
                                    JULIET,
                                    ArchiveQuery.first(9)
                                            .only(List.of(ids.get(0), missing))
                                            .build())))
                    .isEmpty();
        }
    }

    @Test
    void spanIsFromTheFirstToTheLast() {
        List<Long> ids = append(4);

        assertThat(await(archive().span(JULIET)))
                .contains(
                        new Archive.Span(new Archive.Mark(ids.get(0), NOON), new Archive.Mark(ids.get(3), second(3))));
    }

    @Test
    void clockThatGoesBackDoesNotMixTheOrder() {
        archive().append(JULIET, ORCHARD, second(10), note(1));
        archive().append(JULIET, ORCHARD, second(5), note(2));
        archive().append(JULIET, ORCHARD, second(11), note(3));

        assertThat(page(ArchiveQuery.first(9)).entries())
                .extracting(Entry::at)
                .containsExactly(second(10), second(10), second(11));
        assertThat(counts(ArchiveQuery.first(9).start(second(10)))).containsExactly(1, 2, 3);
    }

    @Test
    void trimmingTakesTheOldestOnly() {
        List<Long> ids = append(10);

        await(archive().trim(JULIET, second(3), 100));
        assertThat(counts(ArchiveQuery.first(10))).containsExactly(3, 4, 5, 6, 7, 8, 9);
        await(archive().trim(JULIET, NOON, 4));
        assertThat(counts(ArchiveQuery.first(10))).containsExactly(6, 7, 8, 9);
        assertThat(await(archive()
                        .page(JULIET, ArchiveQuery.first(1).after(ids.get(0)).build())))
                .isEmpty();
        await(archive().trim(JULIET, NOON, 0));
        assertThat(await(archive().span(JULIET))).isEmpty();
        await(archive().trim(ROMEO, NOON, 4));
    }

    @Test
    void archiveGoesWithItsAccountAndNumbersNeverComeBack() {
        Credentials nothing = Credentials.of(List.of());
        await(stores().accounts().create(JULIET, nothing));
        List<Long> ids = append(3);
        archive().append(ROMEO, JULIET, NOON, note(9));

        await(stores().accounts().delete(JULIET));

        assertThat(page(ArchiveQuery.first(9)).entries()).isEmpty();
        assertThat(await(archive().span(ROMEO))).as("another one's stays").isPresent();
        assertThat(append(1).get(0)).isGreaterThan(ids.get(2));
    }

    @Test
    void archivesAndAccountsDoNotMix() {
        append(1);

        assertThat(await(stores().archive("other", new NoteCodec()).span(JULIET)))
                .isEmpty();
        assertThat(await(archive().span(ROMEO))).isEmpty();
    }

    @Test
    void whoHasReadUpToANumberHasMissedNothingBeforeIt() {
        List<Long> ids = Collections.synchronizedList(new ArrayList<>());
        IntStream.range(0, 400).parallel().forEach(i -> {
            ids.add(archive().append(JULIET, ORCHARD, NOON, note(i)).id());
            if (i % 50 == 0) {
                List<Entry<Note>> now = page(ArchiveQuery.first(500)).entries();
                long end = now.get(now.size() - 1).id();
                List<Entry<Note>> later =
                        page(ArchiveQuery.first(500).before(end)).entries();
                assertThat(later).hasSize(now.size() - 1);
            }
        });
        assertThat(page(ArchiveQuery.first(500)).entries())
                .extracting(Entry::id)
                .containsExactlyElementsOf(ids.stream().sorted().toList());
    }

    @Test
    void whatCannotBeWrittenFailsAloneAndWhatCannotBeReadIsShownWithoutItsValue() {
        assertThat(failureOf(archive().append(JULIET, ORCHARD, NOON, note(-1)).durable()))
                .hasMessage("this note cannot be written");
        List<Long> ids = append(1);
        await(archive().span(JULIET));
        Stores later = reopened();

        Page<Note> page = await(later.archive("notes", new OtherCodec())
                        .page(JULIET, ArchiveQuery.first(9).build()))
                .orElseThrow();
        assertThat(page.entries()).containsExactly(new Entry<>(ids.get(0), NOON, Optional.empty()));
    }

    @Test
    void ownersAreBareAddresses() {
        assertThatThrownBy(() -> archive().append(ORCHARD, JULIET, NOON, note(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> archive().page(ORCHARD, ArchiveQuery.first(1).build()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
