package im.regent.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.store.Codec;
import im.regent.core.store.Documents;
import im.regent.core.store.Maps;
import im.regent.core.store.MemoryStores;
import im.regent.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The twin, answering at once and answering late. */
class MemoryStoresTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");
    private static final Jid ROMEO = Jid.valueOf("romeo@montague.lit");

    @Nested
    class AccountsAtOnce extends AccountsContract {
        @Override
        protected StoreFixture open() {
            return MemoryFixture.direct();
        }
    }

    @Nested
    class DocumentsAtOnce extends DocumentsContract {
        @Override
        protected StoreFixture open() {
            return MemoryFixture.direct();
        }
    }

    @Nested
    class MapsAtOnce extends MapsContract {
        @Override
        protected StoreFixture open() {
            return MemoryFixture.direct();
        }
    }

    @Nested
    class JournalAtOnce extends JournalContract {
        @Override
        protected StoreFixture open() {
            return MemoryFixture.direct();
        }
    }

    @Nested
    class ArchiveAtOnce extends ArchiveContract {
        @Override
        protected StoreFixture open() {
            return MemoryFixture.direct();
        }
    }

    @Nested
    class ArchiveLate extends ArchiveContract {
        @Override
        protected StoreFixture open() {
            return MemoryFixture.shuffled(5);
        }
    }

    @Nested
    class AccountsLate extends AccountsContract {
        @Override
        protected StoreFixture open() {
            return MemoryFixture.shuffled(1);
        }
    }

    @Nested
    class DocumentsLate extends DocumentsContract {
        @Override
        protected StoreFixture open() {
            return MemoryFixture.shuffled(2);
        }
    }

    @Nested
    class MapsLate extends MapsContract {
        @Override
        protected StoreFixture open() {
            return MemoryFixture.shuffled(3);
        }
    }

    @Nested
    class JournalLate extends JournalContract {
        @Override
        protected StoreFixture open() {
            return MemoryFixture.shuffled(4);
        }
    }

    @Test
    void directExecutorAnswersBeforeTheCallReturns() {
        Documents<Element> documents = new MemoryStores(Runnable::run).documents("one", Codec.xml());

        assertThat(documents.get(JULIET).toCompletableFuture()).isCompletedWithValue(Optional.empty());
    }

    @Test
    void nothingHappensBeforeTheExecutorRunsIt() {
        List<Runnable> tasks = new ArrayList<>();
        Maps<Element> maps = new MemoryStores(tasks::add).maps("one", Codec.xml());

        CompletionStage<?> stage = maps.get(JULIET);

        assertThat(stage.toCompletableFuture()).isNotDone();
        tasks.remove(0).run();
        assertThat(stage.toCompletableFuture()).isCompleted();
    }

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shuffledAnswersKeepTheOrderOfEachAccount(int seed) {
        List<Runnable> tasks = new ArrayList<>();
        Documents<Element> documents = new MemoryStores(tasks::add).documents("one", Codec.xml());
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            int number = i;
            Jid account = i % 2 == 0 ? JULIET : ROMEO;
            documents
                    .update(account, old -> Optional.of(Element.of("urn:example", "n" + number)))
                    .thenAccept(value -> answers.add(account.local() + number));
        }

        Random random = new Random(seed);
        while (!tasks.isEmpty()) {
            tasks.remove(random.nextInt(tasks.size())).run();
        }

        List<String> ordered = IntStream.range(0, 30)
                .mapToObj(i -> (i % 2 == 0 ? "juliet" : "romeo") + i)
                .toList();
        assertThat(ofJuliet(answers)).isEqualTo(ofJuliet(ordered));
        assertThat(answers).containsExactlyInAnyOrderElementsOf(ordered).isNotEqualTo(ordered);
    }

    private static List<String> ofJuliet(List<String> answers) {
        return answers.stream().filter(answer -> answer.startsWith("juliet")).toList();
    }
}
