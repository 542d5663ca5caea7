package im.regent.c2s;

import static im.regent.c2s.ManagedClients.resume;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.store.Accounts;
import im.regent.core.store.Credentials;
import im.regent.core.store.Journal;
import im.regent.core.store.ScramKeys;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored of sessions that outlive the server: who may use it, how much it may be, and what if it is damaged. */
@Spec(xep = 198, version = "1.6.3")
@Section("5")
class StoredSessionTest {
    private static final Jid HOST = Jid.valueOf("capulet.lit");

    private final ManagedClients clients = new ManagedClients("features.stream-management.max-saved-bytes = 10 KiB");

    @AfterEach
    void stop() {
        clients.close();
    }

    private Session session() {
        return clients.session().orElseThrow();
    }

    @Test
    void whatIsStoredDoesNotLetAnybodyResume() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        clients.world.stop();
        clients.settle();
        String token = clients.storedSessions().get(0).attribute("token", "");
        assertThat(clients.storedSessions().toString()).doesNotContain(id);
        clients.world.startAgain();
        assertThat(clients.answer(token, 0)).isEqualTo("item-not-found");
        assertThat(clients.answer(id, 0)).isEqualTo("resumed");
    }

    @Test
    void anAccountThatIsGoneHasNoSessions() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        clients.say(session(), "m1");
        clients.world.stop();
        clients.settle();
        clients.world.stores.accounts().delete(ManagedClients.BALCONY.bare());
        clients.world.startAgain();
        assertThat(clients.session()).isEmpty();
        assertThat(clients.undelivered).isEmpty();
        assertThat(clients.storedSessions()).isEmpty();
        assertThat(id).isNotEmpty();
    }

    private static ScramKeys keys(String hash, String key) {
        return new ScramKeys(hash, key.getBytes(UTF_8), 10_000, key.getBytes(UTF_8), key.getBytes(UTF_8));
    }

    private void restartAfter(UnaryOperator<Credentials> change) {
        clients.world.stop();
        clients.settle();
        clients.world.stores.accounts().update(ManagedClients.BALCONY.bare(), change);
        clients.world.startAgain();
        clients.settle();
    }

    /** Whoever had the old password is out, as if it had been changed while the server ran. */
    @Test
    void theSessionsOfAnotherPasswordEnd() {
        clients.managed();
        clients.say(session(), "m1");
        restartAfter(before -> before.with(List.of(keys("SHA-1", "another"))));
        assertThat(clients.session()).isEmpty();
        assertThat(clients.undelivered).containsExactly("m1");
        assertThat(clients.storedSessions()).isEmpty();
    }

    @Test
    void moreKeysOfTheSamePasswordEndNoSession() {
        Accounts accounts = clients.world.stores.accounts();
        Jid account = ManagedClients.BALCONY.bare();
        Credentials all =
                accounts.credentials(account).toCompletableFuture().join().orElseThrow();
        assertThat(all.keys()).hasSizeGreaterThan(1);
        accounts.update(
                account, before -> before.with(List.of(all.forHash("SHA-256").orElseThrow())));
        String id = ManagedClients.id(clients.managed());
        restartAfter(before -> all);
        assertThat(clients.answer(id, 0)).isEqualTo("resumed");
    }

    @Test
    void theSessionsOfADisabledAccountEnd() {
        clients.managed();
        clients.say(session(), "m1");
        clients.world.stop();
        clients.settle();
        clients.world.stores.accounts().update(ManagedClients.BALCONY.bare(), before -> before.disabled(true));
        clients.world.startAgain();
        assertThat(clients.session()).isEmpty();
        assertThat(clients.undelivered).containsExactly("m1");
    }

    @Test
    void soMuchIsSavedAndNoMore() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        for (int i = 0; i < 200; i++) {
            clients.say(session(), "m" + i);
        }
        clients.restart();
        assertThat(clients.undelivered).hasSize(200).startsWith("m0").endsWith("m199");
        assertThat(clients.answer(id, 0)).isEqualTo("item-not-found");
    }

    @Test
    void whatCannotBeStoredGoesElsewhereAndTheServerStops() {
        clients.managed();
        clients.say(session(), "m1");
        clients.shelf.broken(true);
        CompletableFuture<Void> stop = clients.slowStop();
        clients.world.stop();
        clients.settle();
        assertThat(clients.undelivered).containsExactly("m1");
        stop.complete(null);
        clients.shelf.broken(false);
        clients.world.startAgain();
        assertThat(clients.session()).isEmpty();
    }

    @Test
    void aServerWithoutStorageStartsAndWhatIsStoredWaitsForTheNext() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        clients.world.stop();
        clients.settle();
        clients.shelf.broken(true);
        clients.world.startAgain();
        assertThat(clients.answer(id, 0)).isEqualTo("item-not-found");
        clients.shelf.broken(false);
        clients.world.startAgain();
        assertThat(clients.answer(id, 0)).isEqualTo("resumed");
    }

    @Test
    void whoseStoredSessionCannotBeDeletedTriesAgain() {
        String id = clients.restartedWith("m1");
        clients.shelf.broken(true);
        EmbeddedClient early = clients.loggedIn().sends(resume(id, 0));
        clients.settle();
        assertThat(early.outcome()).isEqualTo("end internal-server-error");
        clients.shelf.broken(false);
        assertThat(clients.came(clients.loggedIn().sends(resume(id, 0)))).containsExactly("resumed 0", "m1", "r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "token", "window", "until", "received", "acknowledged"})
    void whatCannotBeReadEndsAndItsStanzasGoElsewhere(String attribute) {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        clients.say(session(), "m1");
        clients.world.stop();
        clients.settle();
        damage(clients.storedSessions().get(0).with(attribute, "-?"));
        clients.world.startAgain();
        boolean isAnotherToken = attribute.equals("token");
        assertThat(clients.answer(id, 0)).isEqualTo("item-not-found");
        assertThat(clients.undelivered).isEqualTo(isAnotherToken ? List.of() : List.of("m1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "capulet.lit", "juliet@capulet.lit", "@/"})
    void whatBelongsToNobodyStaysForTheOperatorAndHarmsNobody(String jid) {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        clients.world.stop();
        clients.settle();
        clients.stored()
                .append(HOST, clients.storedSessions().get(0).with("jid", jid).with("token", "other"), 10);
        clients.world.startAgain();
        assertThat(clients.storedSessions()).hasSize(2);
        assertThat(clients.answer(id, 0)).isEqualTo("resumed");
        assertThat(clients.storedSessions()).hasSize(1);
    }

    @Test
    void ofASessionThatIsStoredTwiceTheLaterCounts() {
        EmbeddedClient phone = clients.managed();
        String id = ManagedClients.id(phone);
        clients.say(session(), "m1");
        clients.world.stop();
        clients.settle();
        clients.stored().append(HOST, clients.storedSessions().get(0).with("received", "7"), 10);
        clients.world.startAgain();
        assertThat(clients.came(clients.loggedIn().sends(resume(id, 0)))).containsExactly("resumed 7", "m1", "r");
        assertThat(clients.storedSessions()).isEmpty();
    }

    private void damage(Element session) {
        List<Long> ids = clients.stored().read(HOST, 0, 10).toCompletableFuture().join().stream()
                .map(Journal.Entry::id)
                .toList();
        clients.stored().delete(HOST, ids);
        clients.stored().append(HOST, session, 10);
    }

    @Test
    void whereItIsSwitchedOffSessionsEndWithTheServer() {
        try (ManagedClients others = new ManagedClients("features.stream-management.survive-restart = false")) {
            others.managed();
            others.say(others.session().orElseThrow(), "m1");
            others.restart();
            assertThat(others.session()).isEmpty();
            assertThat(others.undelivered).containsExactly("m1");
        }
    }
}
