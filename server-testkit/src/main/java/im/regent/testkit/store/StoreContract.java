package im.regent.testkit.store;

import im.regent.core.jid.Jid;
import im.regent.core.store.Stores;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What all contract tests need: fresh stores for each test, and answers waited for. */
abstract class StoreContract {
    static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");
    static final Jid ROMEO = Jid.valueOf("romeo@montague.lit");

    /** A character of each plane of Unicode, and those that escaping, normalising or padding could harm. */
    static final String EVERY_PLANE = everyPlane();

    private StoreFixture fixture;

    /** Opens empty stores. */
    protected abstract StoreFixture open();

    @BeforeEach
    final void openFixture() {
        fixture = open();
    }

    @AfterEach
    final void closeFixture() {
        fixture.close();
    }

    final Stores stores() {
        return fixture.stores();
    }

    final Stores reopened() {
        return fixture.reopen();
    }

    /** The answer, or the failure as the cause of an AssertionError. */
    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("the stage failed", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("no answer within 30 s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static void awaitAll(List<? extends CompletionStage<?>> stages) {
        stages.forEach(StoreContract::await);
    }

    /** What the stage failed with, as one who was waiting for it is told. */
    static Throwable failureOf(CompletionStage<?> stage) {
        return await(stage.handle((value, failure) -> {
            if (failure == null) {
                throw new AssertionError("the stage did not fail: " + value);
            }
            return failure;
        }));
    }

    private static String everyPlane() {
        StringBuilder text = new StringBuilder(" \t\n\r<&>]]>'\"\u0085\u00e9e\u0301\u2028\ufdd0\ufffd");
        for (int plane = 0; plane <= 16; plane++) {
            text.appendCodePoint((plane << 16) + 0x4E2D).appendCodePoint((plane << 16) + 0xFFFD);
        }
        return text.append("\t ").toString();
    }
}
