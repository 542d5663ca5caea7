package im.regent.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.core.jid.Jid;
import im.regent.core.store.Codec;
import im.regent.core.store.Documents;
import im.regent.core.store.StoreException;
import im.regent.core.store.Stores;
import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import im.regent.testkit.store.Note.NoteCodec;
import im.regent.testkit.store.Note.OtherCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link Documents} must do. */
public abstract class DocumentsContract extends StoreContract {
    private final NoteCodec codec = new NoteCodec();

    @Test
    void valueIsCreatedChangedAndDeleted() {
        Documents<Note> notes = notes(stores());
        assertThat(await(notes.get(JULIET))).isEmpty();

        assertThat(await(notes.update(JULIET, set("one")))).contains(new Note("one", 0));
        assertThat(await(notes.get(JULIET))).contains(new Note("one", 0));
        await(notes.update(JULIET, set("two")));
        assertThat(await(notes.get(JULIET))).contains(new Note("two", 0));
        assertThat(await(notes.get(ROMEO))).isEmpty();

        assertThat(await(notes.update(JULIET, old -> Optional.empty()))).isEmpty();
        assertThat(await(notes.get(JULIET))).isEmpty();
        assertThat(await(notes(reopened()).get(JULIET))).isEmpty();
    }

    @Test
    void valueIsThereAfterARestart() {
        await(notes(stores()).update(JULIET, set("one")));
        await(notes(stores()).update(JULIET, set("two")));

        assertThat(await(notes(reopened()).get(JULIET))).contains(new Note("two", 0));
    }

    @Test
    void twoUpdatersLoseNothing() throws InterruptedException {
        Documents<Note> notes = notes(stores());
        List<CompletionStage<?>> stages = Collections.synchronizedList(new ArrayList<>());
        Runnable updater = () ->
                IntStream.range(0, 1000).forEach(i -> stages.add(notes.update(JULIET, DocumentsContract::increment)));
        Thread other = new Thread(updater);

        other.start();
        updater.run();
        other.join();
        awaitAll(stages);

        assertThat(await(notes.get(JULIET))).contains(new Note("", 2000));
        assertThat(await(notes(reopened()).get(JULIET))).contains(new Note("", 2000));
    }

    @Test
    void pipelinedUpdatesSeeEachOtherAndCompleteInOrder() {
        Documents<Note> notes = notes(stores());
        List<Integer> completed = Collections.synchronizedList(new ArrayList<>());

        awaitAll(IntStream.range(0, 200)
                .mapToObj(i -> notes.update(JULIET, DocumentsContract::increment)
                        .thenAccept(note -> completed.add(note.get().count())))
                .toList());

        assertThat(completed).isEqualTo(IntStream.rangeClosed(1, 200).boxed().toList());
    }

    @Test
    void updateFromTheCompletionOfAnotherGoesThrough() {
        Documents<Note> notes = notes(stores());
        CompletionStage<Optional<Note>> last = CompletableFuture.completedStage(Optional.empty());
        for (int i = 0; i < 200; i++) {
            last = last.thenCompose(note -> notes.update(JULIET, DocumentsContract::increment));
        }

        assertThat(await(last)).contains(new Note("", 200));
    }

    @Test
    void accountsDoNotWaitForEachOther() {
        Documents<Note> notes = notes(stores());
        CountDownLatch romeoIsDone = new CountDownLatch(1);
        CompletableFuture<?> juliet = CompletableFuture.runAsync(() -> await(notes.update(JULIET, old -> {
            awaitLatch(romeoIsDone);
            return set("late").apply(old);
        })));

        await(notes.update(ROMEO, set("early")));
        romeoIsDone.countDown();

        await(juliet);
        assertThat(await(notes.get(JULIET))).contains(new Note("late", 0));
    }

    @Test
    void whatTheChangeThrowsReachesTheCallerAndChangesNothing() {
        Documents<Note> notes = notes(stores());
        await(notes.update(JULIET, set("one")));
        IllegalStateException thrown = new IllegalStateException("no");

        Throwable failure = failureOf(notes.update(JULIET, old -> {
            throw thrown;
        }));

        assertThat(failure).isSameAs(thrown);
        assertThat(await(notes.get(JULIET))).contains(new Note("one", 0));
        assertThat(await(notes.update(JULIET, DocumentsContract::increment))).contains(new Note("one", 1));
    }

    @Test
    void valueThatCannotBeEncodedChangesNothing() {
        Documents<Note> notes = notes(stores());
        CompletionStage<?> first = notes.update(JULIET, set("one"));

        Throwable failure = failureOf(notes.update(JULIET, old -> Optional.of(new Note("broken", -1))));

        assertThat(failure).hasMessage("this note cannot be written");
        await(first);
        assertThat(await(notes.update(JULIET, DocumentsContract::increment))).contains(new Note("one", 1));
    }

    @Test
    void equalValueWritesNothing() {
        Documents<Note> notes = notes(stores());
        await(notes.update(JULIET, set("one")));

        assertThat(await(notes.update(JULIET, set("one")))).contains(new Note("one", 0));
        assertThat(await(notes.update(ROMEO, old -> old))).isEmpty();

        assertThat(codec.written).hasValue(1);
    }

    @Test
    void unknownValueFailsWithTheNameOfTheStoreAndNoAddress() {
        await(notes(stores()).update(JULIET, set("one")));
        Documents<Note> later = reopened().documents("notes", new OtherCodec());

        for (CompletionStage<?> stage :
                List.of(later.get(JULIET), later.update(JULIET, DocumentsContract::increment))) {
            assertThat(failureOf(stage))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("notes")
                    .hasMessageNotContaining("juliet");
        }
        assertThat(await(notes(reopened()).get(JULIET))).contains(new Note("one", 0));
    }

    @Test
    void everyPlaneOfUnicodeIsKept() {
        await(notes(stores()).update(JULIET, set(EVERY_PLANE)));

        assertThat(await(notes(reopened()).get(JULIET))).contains(new Note(EVERY_PLANE, 0));
    }

    @Test
    void trickyNamespacesAreKept() {
        Element streams =
                Element.of(XmlWriter.STREAMS, "error", Element.of(XmlWriter.CLIENT, "message"), Element.of("", "none"));
        Element tricky = Element.of(
                        "",
                        "plain",
                        Element.of("urn:a", "a", streams, Element.of("", "back")),
                        Element.of("urn:b", "a"))
                .with(new Attribute("urn:c", "ns0", "x", "1"))
                .with(new Attribute("urn:d", "ns0", "x", "2"))
                .with(Attribute.lang("en"))
                .encodedOnce();

        await(stores().documents("tricky", Codec.xml()).update(JULIET, old -> Optional.of(tricky)));

        Element kept =
                await(reopened().documents("tricky", Codec.xml()).get(JULIET)).orElseThrow();
        assertThat(kept.toString()).isEqualTo(tricky.toString());
        assertThat(kept.children()).isEqualTo(tricky.children());
    }

    @Test
    void largeValueIsKeptAndTooLargeOneRefused() {
        Documents<Element> pages = stores().documents("pages", Codec.xml());
        Element large = Element.text("urn:example:page", "page", "\u4e2d".repeat(256 * 1024 / 3));
        await(pages.update(JULIET, old -> Optional.of(large)));

        Element tooLarge = Element.text("urn:example:page", "page", "x".repeat(Stores.MAX_VALUE_BYTES));
        assertThat(failureOf(pages.update(JULIET, old -> Optional.of(tooLarge))))
                .isInstanceOf(StoreException.class);

        Documents<Element> later = reopened().documents("pages", Codec.xml());
        assertThat(await(later.get(JULIET))).contains(large);
        Element largest = Element.text("urn:example:page", "page", "x".repeat(Stores.MAX_VALUE_BYTES - 100));
        assertThat(await(later.update(JULIET, old -> Optional.of(largest)))).contains(largest);
        assertThat(await(reopened().documents("pages", Codec.xml()).get(JULIET)))
                .contains(largest);
    }

    @Test
    void storesOfDifferentNamesAreApartAndOfOneNameTheSame() {
        await(notes(stores()).update(JULIET, set("one")));

        assertThat(await(stores().documents("other", codec).get(JULIET))).isEmpty();
        assertThat(await(stores().documents("notes", codec).get(JULIET))).isPresent();
    }

    @Test
    void domainMayOwnAValueAndAFullAddressMayNot() {
        Documents<Note> notes = notes(stores());
        await(notes.update(Jid.valueOf("capulet.lit"), set("the house")));

        assertThat(await(notes.get(Jid.valueOf("capulet.lit")))).isPresent();
        assertThatThrownBy(() -> notes.get(Jid.valueOf("juliet@capulet.lit/balcony")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nameOfAStoreIsChecked() {
        for (String name : List.of("", "Notes", "no/tes", "a".repeat(41))) {
            assertThatThrownBy(() -> stores().documents(name, codec)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private Documents<Note> notes(Stores stores) {
        return stores.documents("notes", codec);
    }

    private static UnaryOperator<Optional<Note>> set(String text) {
        return old -> Optional.of(new Note(text, 0));
    }

    private static Optional<Note> increment(Optional<Note> old) {
        Note note = old.orElse(new Note("", 0));
        return Optional.of(new Note(note.text(), note.count() + 1));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
