package im.regent.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.core.jid.Jid;
import im.regent.core.store.Accounts;
import im.regent.core.store.Archive;
import im.regent.core.store.Codec;
import im.regent.core.store.Credentials;
import im.regent.core.store.Documents;
import im.regent.core.store.Journal;
import im.regent.core.store.Maps;
import im.regent.core.store.ScramKeys;
import im.regent.core.store.Stores;
import im.regent.core.xml.Element;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link Accounts} must do. */
public abstract class AccountsContract extends StoreContract {
    private static final Element VALUE = Element.text("urn:example:value", "value", "kept");

    @Test
    void createdAccountExistsWithItsCredentials() {
        Accounts accounts = stores().accounts();

        assertThat(await(accounts.create(JULIET, credentials("rose")))).isTrue();

        assertThat(await(accounts.exists(JULIET))).isTrue();
        assertThat(await(accounts.credentials(JULIET))).contains(credentials("rose"));
        assertThat(await(accounts.exists(ROMEO))).isFalse();
    }

    @Test
    void credentialsAreTheSameAfterARestart() {
        await(stores().accounts().create(JULIET, credentials("rose")));
        await(stores().accounts().create(ROMEO, new Credentials(List.of(), true, true)));

        Accounts accounts = reopened().accounts();

        assertThat(await(accounts.credentials(JULIET))).contains(credentials("rose"));
        assertThat(await(accounts.credentials(ROMEO))).contains(new Credentials(List.of(), true, true));
    }

    @Test
    void secondCreateIsRefusedAndChangesNothing() {
        Accounts accounts = stores().accounts();
        await(accounts.create(JULIET, credentials("rose")));

        assertThat(await(accounts.create(JULIET, credentials("thorn")))).isFalse();
        assertThat(await(accounts.credentials(JULIET))).contains(credentials("rose"));
    }

    @Test
    void updateChangesWhatLaterLoginsSee() {
        Accounts accounts = stores().accounts();
        await(accounts.create(JULIET, credentials("rose")));
        await(accounts.credentials(JULIET));
        Credentials expected = credentials("thorn").disabled(true).expired();

        assertThat(await(accounts.update(JULIET, before -> expected))).isTrue();

        assertThat(await(accounts.credentials(JULIET))).contains(expected);
        assertThat(await(reopened().accounts().credentials(JULIET))).contains(expected);
    }

    @Test
    void updatesThatDoNotWaitForEachOtherLoseNothing() {
        Accounts accounts = stores().accounts();
        await(accounts.create(JULIET, credentials("rose")));

        CompletionStage<Boolean> disabled = accounts.update(JULIET, before -> before.disabled(true));
        CompletionStage<Boolean> expired = accounts.update(JULIET, Credentials::expired);

        assertThat(await(disabled)).isTrue();
        assertThat(await(expired)).isTrue();
        assertThat(await(reopened().accounts().credentials(JULIET)))
                .contains(credentials("rose").disabled(true).expired());
    }

    @Test
    void updateThatThrowsFailsAndChangesNothing() {
        Accounts accounts = stores().accounts();
        await(accounts.create(JULIET, credentials("rose")));

        Throwable failure = failureOf(accounts.update(JULIET, before -> {
            throw new IllegalStateException("a bug");
        }));

        assertThat(failure).hasStackTraceContaining("a bug");
        assertThat(await(accounts.credentials(JULIET))).contains(credentials("rose"));
    }

    @Test
    void updateOfAnAbsentAccountCreatesNothing() {
        Accounts accounts = stores().accounts();

        assertThat(await(accounts.update(JULIET, before -> credentials("rose"))))
                .isFalse();
        assertThat(await(accounts.exists(JULIET))).isFalse();
    }

    @Test
    void absenceThatWasAskedForIsForgottenWhenTheAccountComes() {
        Accounts accounts = stores().accounts();
        assertThat(await(accounts.exists(JULIET))).isFalse();
        assertThat(await(accounts.credentials(JULIET))).isEmpty();

        await(accounts.create(JULIET, credentials("rose")));

        assertThat(await(accounts.exists(JULIET))).isTrue();
        assertThat(await(accounts.credentials(JULIET))).isPresent();
    }

    @Test
    void deletedAccountIsAbsentAlsoForThoseWhoAskedBefore() {
        Accounts accounts = stores().accounts();
        await(accounts.create(JULIET, credentials("rose")));
        assertThat(await(accounts.exists(JULIET))).isTrue();

        assertThat(await(accounts.delete(JULIET))).isTrue();

        assertThat(await(accounts.exists(JULIET))).isFalse();
        assertThat(await(accounts.credentials(JULIET))).isEmpty();
        assertThat(await(accounts.delete(JULIET))).isFalse();
        assertThat(await(reopened().accounts().exists(JULIET))).isFalse();
    }

    @Test
    void deleteTakesTheRowsOfEveryStoreAndOfNobodyElse() {
        for (Jid account : List.of(JULIET, ROMEO)) {
            await(stores().accounts().create(account, credentials("rose")));
            fill(stores(), account);
        }

        await(stores().accounts().delete(JULIET));

        assertOnlyRomeoHasRows(stores());
        assertOnlyRomeoHasRows(reopened());
    }

    private void assertOnlyRomeoHasRows(Stores stores) {
        assertThat(await(document(stores).get(JULIET))).isEmpty();
        assertThat(await(map(stores).get(JULIET))).isEmpty();
        assertThat(await(journal(stores).count(JULIET))).isZero();
        assertThat(await(document(stores).get(ROMEO))).contains(VALUE);
        assertThat(await(map(stores).get(ROMEO))).containsEntry("key", VALUE);
        assertThat(await(journal(stores).count(ROMEO))).isOne();
    }

    @Test
    void changeBehindADeleteStartsFromNothing() {
        await(stores().accounts().create(JULIET, credentials("rose")));
        fill(stores(), JULIET);

        CompletionStage<Boolean> deleted = stores().accounts().delete(JULIET);
        List<Boolean> sawOld = new ArrayList<>();
        await(map(stores()).update(JULIET, map -> {
            sawOld.add(!map.isEmpty());
            return Map.of("new", VALUE);
        }));

        assertThat(await(deleted)).isTrue();
        assertThat(sawOld).containsOnly(false);
        assertThat(await(map(stores()).get(JULIET))).containsOnlyKeys("new");
        assertThat(await(map(reopened()).get(JULIET))).containsOnlyKeys("new");
    }

    @Test
    void newAccountHasNothingOfWhatCameBehindTheDeletionOfItsPredecessor() {
        await(stores().accounts().create(JULIET, credentials("rose")));
        await(stores().accounts().delete(JULIET));
        fill(stores(), JULIET);
        fill(stores(), ROMEO);
        Archive<Element> archive = stores().archive("notes", Codec.xml());
        await(archive.append(JULIET, ROMEO, Instant.EPOCH, VALUE).durable());

        await(stores().accounts().create(JULIET, credentials("thorn")));

        assertOnlyRomeoHasRows(stores());
        assertThat(await(archive.span(JULIET))).isEmpty();
        assertOnlyRomeoHasRows(reopened());
    }

    @Test
    void pipelinedChangesHappenInTheOrderOfTheCalls() {
        Accounts accounts = stores().accounts();

        CompletionStage<Boolean> first = accounts.create(JULIET, credentials("rose"));
        CompletionStage<Boolean> second = accounts.delete(JULIET);
        CompletionStage<Boolean> third = accounts.delete(JULIET);
        CompletionStage<Boolean> fourth = accounts.create(JULIET, credentials("thorn"));

        assertThat(List.of(await(first), await(second), await(third), await(fourth)))
                .containsExactly(true, true, false, true);
        assertThat(await(accounts.credentials(JULIET))).contains(credentials("thorn"));
    }

    @Test
    void onlyOneOfManyCreatesWins() {
        Accounts accounts = stores().accounts();

        List<CompletionStage<Boolean>> attempts = IntStream.range(0, 50)
                .parallel()
                .mapToObj(i -> accounts.create(JULIET, credentials("rose" + i)))
                .toList();

        assertThat(attempts.stream().filter(StoreContract::await)).hasSize(1);
    }

    @Test
    void listGivesADomainsAccountsPageByPageInOrder() {
        Accounts accounts = stores().accounts();
        List<Jid> nurses = IntStream.range(0, 25)
                .mapToObj(i -> Jid.valueOf("nurse%02d@capulet.lit".formatted(i)))
                .toList();
        awaitAll(nurses.stream()
                .map(jid -> accounts.create(jid, credentials("rose")))
                .toList());
        await(accounts.create(ROMEO, credentials("rose")));

        List<Jid> first = await(accounts.list("capulet.lit", "", 10));
        List<Jid> second = await(accounts.list("capulet.lit", first.get(9).local(), 10));
        List<Jid> third = await(accounts.list("capulet.lit", second.get(9).local(), 10));

        assertThat(first).isEqualTo(nurses.subList(0, 10));
        assertThat(second).isEqualTo(nurses.subList(10, 20));
        assertThat(third).isEqualTo(nurses.subList(20, 25));
        assertThat(await(accounts.list("verona.lit", "", 10))).isEmpty();
    }

    @Test
    void localpartsOfOtherPlanesAndOfFullLengthAreKept() {
        Accounts accounts = stores().accounts();
        List<Jid> jids = List.of(
                Jid.valueOf("\ud801\udc28\ud840\udc00@capulet.lit"),
                Jid.valueOf("\u00e9\u4e2d@capulet.lit"),
                Jid.valueOf("j".repeat(1023) + "@capulet.lit"));
        jids.forEach(jid -> await(accounts.create(jid, credentials("rose"))));

        assertThat(await(reopened().accounts().list("capulet.lit", "", 10))).containsExactlyInAnyOrderElementsOf(jids);
    }

    @Test
    void fullAddressIsRefused() {
        assertThatThrownBy(() -> stores().accounts().exists(Jid.valueOf("juliet@capulet.lit/balcony")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void fill(Stores stores, Jid account) {
        await(document(stores).update(account, old -> Optional.of(VALUE)));
        await(map(stores).update(account, old -> Map.of("key", VALUE)));
        await(journal(stores).append(account, VALUE, 10));
    }

    private static Documents<Element> document(Stores stores) {
        return stores.documents("document", Codec.xml());
    }

    private static Maps<Element> map(Stores stores) {
        return stores.maps("map", Codec.xml());
    }

    private static Journal<Element> journal(Stores stores) {
        return stores.journal("journal", Codec.xml());
    }

    private static Credentials credentials(String seed) {
        byte[] bytes = seed.getBytes(StandardCharsets.UTF_8);
        return Credentials.of(List.of(
                new ScramKeys("SHA-256", bytes, 4096, new byte[] {0, -1, 127}, new byte[32]),
                new ScramKeys("SHA-1", bytes, 10_000, bytes, new byte[0])));
    }
}
