package im.regent.c2s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.c2s.sasl.MalformedPasswordException;
import im.regent.c2s.sasl.ScramCredentials;
import im.regent.core.config.Secret;
import im.regent.core.jid.Jid;
import im.regent.core.store.Credentials;
import im.regent.core.store.ScramKeys;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts that lack keys, and clients that make them. */
@Spec(xep = 480, version = "0.2.0")
class UpgradeTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");
    private static final String TASK = "UPGR-SCRAM-SHA-256";
    private static final String WISH = "<upgrade xmlns='urn:xmpp:sasl:upgrade:0'>" + TASK + "</upgrade>";
    private static final String NEXT = "<next xmlns='" + Modern.SASL2 + "' task='" + TASK + "'/>";

    private final ClientWorld world = Modern.world("c2s.sasl.iterations = 4096");

    /** An account that was brought from elsewhere, with one kind of keys. */
    @BeforeEach
    void keepTheWeakestKeys() {
        world.stores
                .accounts()
                .update(
                        JULIET,
                        before -> before.with(List.of(before.forHash("SHA-1").orElseThrow())));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private Credentials stored() {
        return world.stores
                .accounts()
                .credentials(JULIET)
                .toCompletableFuture()
                .join()
                .orElseThrow();
    }

    private static String hash(String data) {
        return "<task-data xmlns='" + Modern.SASL2 + "'><hash xmlns='urn:xmpp:scram-upgrade:0'>" + data
                + "</hash></task-data>";
    }

    /** What the client makes of its password. */
    private static String salted(Element taskData, String password) {
        Element salt = taskData.child("urn:xmpp:scram-upgrade:0", "salt").orElseThrow();
        PBEKeySpec spec = new PBEKeySpec(
                password.toCharArray(),
                Base64.getDecoder().decode(salt.text()),
                Integer.parseInt(salt.attribute("iterations", "")),
                256);
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return Base64.getEncoder().encodeToString(key);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private WiredClient asked(String more) {
        WiredClient client = Modern.secured(world);
        Modern.answer(client, Modern.plain(WISH + more));
        return client;
    }

    @Test
    @Section("3")
    void theClientMakesStrongerKeysAndLogsInWithThem() {
        WiredClient client = Modern.secured(world);
        Element proceed =
                Modern.scram("SCRAM-SHA-1", WISH + Modern.AGENT + Modern.bind(""), xml -> Modern.answer(client, xml));
        assertThat(proceed.is(Modern.SASL2, "continue")).isTrue();
        Element tasks = proceed.child(Modern.SASL2, "tasks").orElseThrow();
        assertThat(tasks.children()).extracting(Element::text).containsExactly(TASK);
        assertThat(world.routing().sessions().of(JULIET)).isEmpty();

        Element data = Modern.answer(client, NEXT);
        Element success = Modern.answer(client, hash(salted(data, ClientWorld.PASSWORD)));
        assertThat(success.is(Modern.SASL2, "success")).isTrue();
        assertThat(success.child(Modern.SASL2, "additional-data")).isEmpty();
        assertThat(Modern.identifier(success)).startsWith("juliet@capulet.lit/Verona/");
        assertThat(stored().keys()).extracting(ScramKeys::hash).containsExactly("SHA-1", "SHA-256");
        WiredClient next = Modern.secured(world);
        Modern.scram("SCRAM-SHA-256", "", xml -> Modern.answer(next, xml));
    }

    @Test
    @Section("2.2")
    void whoHasStrongKeysGetsNoTask() {
        Credentials strong = world.stores
                .accounts()
                .credentials(Jid.valueOf("romeo@capulet.lit"))
                .toCompletableFuture()
                .join()
                .orElseThrow();
        world.stores.accounts().update(JULIET, before -> strong);
        assertThat(Modern.named(Modern.answer(Modern.secured(world), Modern.plain(WISH))))
                .isEqualTo("success");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPGR-SCRAM-SHA-1", "UPGR-SCRAM-SHA-512", "UPGR-SCRAM-SHA-256-PLUS", "UPGR-", "", "PLAIN"})
    @Section("2.2")
    void whatIsNotOfferedIsIgnored(String task) {
        String wish = "<upgrade xmlns='urn:xmpp:sasl:upgrade:0'>" + task + "</upgrade>";
        assertThat(Modern.named(Modern.answer(Modern.secured(world), Modern.plain(wish))))
                .isEqualTo("success");
        assertThat(stored().keys()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "AAAA", "!", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="})
    @Section("3")
    void whatIsNoSaltedPasswordFailsTheLoginAndChangesNothing(String data) {
        WiredClient client = asked("");
        Modern.answer(client, NEXT);
        assertThat(Modern.named(Modern.answer(client, hash(data)))).isEqualTo("failure malformed-request");
        assertThat(stored().keys()).hasSize(1);
        assertThat(Modern.named(Modern.answer(client, Modern.plain("")))).isEqualTo("success");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<next xmlns='urn:xmpp:sasl:2' task='UPGR-OTHER'/>",
                "<next xmlns='urn:xmpp:sasl:2'/>",
                "<task-data xmlns='urn:xmpp:sasl:2'/>",
            })
    @Spec(xep = 388, version = "1.0.4")
    @Section("2.6.3")
    void whatIsNotTheTurnOfFailsTheLogin(String other) {
        WiredClient client = asked("");
        assertThat(Modern.named(Modern.answer(client, other))).isEqualTo("failure malformed-request");
        assertThat(Modern.named(Modern.answer(client, NEXT))).isEqualTo("failure malformed-request");
    }

    @Test
    @Spec(xep = 388, version = "1.0.4")
    @Section("4.5")
    void abortInATaskIsNoLogin() {
        WiredClient client = asked(Modern.bind(""));
        Modern.answer(client, NEXT);
        assertThat(Modern.named(Modern.answer(client, "<abort xmlns='" + Modern.SASL2 + "'/>")))
                .isEqualTo("failure aborted");
        assertThat(world.routing().sessions().of(JULIET)).isEmpty();
        assertThat(stored().keys()).hasSize(1);
    }

    @Test
    @Spec(xep = 388, version = "1.0.4")
    @Section("4.8")
    void loginInATaskEndsTheStream() {
        WiredClient client = asked("");
        Script.forget(client);
        assertThat(Script.outcome(client.sends(Modern.plain("")))).isEqualTo("end policy-violation");
    }

    @Test
    @Spec(xep = 388, version = "1.0.4")
    @Section("2.4")
    void nothingElseIsPossibleBeforeTheTaskIsDone() {
        WiredClient client = asked("");
        Script.forget(client);
        assertThat(Script.outcome(client.sends(Script.bind("b", "balcony")))).isEqualTo("end not-authorized");
    }

    /** The password was changed while the client was at its task: what it proved is not the password any more. */
    @Test
    @Section("3")
    void whoProvedAPasswordThatWasChangedMeanwhileIsRefused() throws MalformedPasswordException {
        WiredClient client = asked(Modern.AGENT + Modern.requestToken("HT-SHA-256-NONE") + Modern.bind(""));
        Element data = Modern.answer(client, NEXT);
        Credentials changed = new ScramCredentials(new SecureRandom(), 4096).derive(new Secret(ClientWorld.PASSWORD));
        world.stores.accounts().update(JULIET, before -> before.with(changed.keys()));
        Element answer = Modern.answer(client, hash(salted(data, ClientWorld.PASSWORD)));
        assertThat(Modern.named(answer)).isEqualTo("failure not-authorized");
        assertThat(stored().keys()).isEqualTo(changed.keys());
        assertThat(world.routing().sessions().of(JULIET)).isEmpty();
        assertThat(Modern.named(Modern.answer(client, Modern.plain("")))).isEqualTo("success");
    }

    @Test
    @Section("3")
    void whoHasOnlyATokenCannotSetAPassword() {
        String token = Modern.token(Modern.answer(
                Modern.secured(world), Modern.plain(Modern.AGENT + Modern.requestToken("HT-SHA-256-NONE"))));
        Element answer = Modern.answer(Modern.secured(world), Modern.byToken(token, "", WISH));
        assertThat(answer.localName()).isEqualTo("success");
    }

    @Test
    @Section("3")
    void anUpgradeLeavesTokensAlone() {
        String token = Modern.token(Modern.answer(
                Modern.secured(world), Modern.plain(Modern.AGENT + Modern.requestToken("HT-SHA-256-NONE"))));
        WiredClient client = asked("");
        Modern.answer(client, hash(salted(Modern.answer(client, NEXT), ClientWorld.PASSWORD)));
        assertThat(stored().keys()).hasSize(2);
        assertThat(Modern.named(Modern.answer(Modern.secured(world), Modern.byToken(token, "", ""))))
                .isEqualTo("success");
        assertThat(token.getBytes(UTF_8)).hasSizeGreaterThan(40);
    }
}
