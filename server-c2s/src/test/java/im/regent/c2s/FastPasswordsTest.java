package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.c2s.fast.TokenDevices;
import im.regent.c2s.sasl.MalformedPasswordException;
import im.regent.c2s.sasl.ScramCredentials;
import im.regent.core.config.Secret;
import im.regent.core.jid.Jid;
import im.regent.core.store.Credentials;
import im.regent.core.store.ScramKeys;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens end with the password for which they were given out. */
@Spec(xep = 484, version = "0.2.0")
class FastPasswordsTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");
    private static final String UNBOUND = "HT-SHA-256-NONE";

    private final ClientWorld world = Modern.world("");

    @AfterEach
    void stop() {
        world.close();
    }

    private Element answer(String request) {
        return Modern.answer(Modern.secured(world), request);
    }

    private String token() {
        return Modern.token(answer(Modern.plain(Modern.AGENT + Modern.requestToken(UNBOUND))));
    }

    private List<TokenDevices.Row> devices() {
        return new TokenDevices(world.stores).of(JULIET).toCompletableFuture().join();
    }

    @Test
    @Section("4.2")
    void aChangedPasswordEndsAllTokens() throws MalformedPasswordException {
        String token = token();
        List<ScramKeys> keys = new ScramCredentials(new SecureRandom(), 4096)
                .derive(new Secret("another"))
                .keys();
        world.stores.accounts().update(JULIET, before -> before.with(keys));
        assertThat(Modern.named(answer(Modern.byToken(token, "", "")))).isEqualTo("failure credentials-expired");
        assertThat(devices()).isEmpty();
    }

    @Test
    @Section("4.2")
    void tokensOfAnotherPasswordAreForgottenWithTheNextOne() throws MalformedPasswordException {
        token();
        Credentials old = world.stores
                .accounts()
                .credentials(JULIET)
                .toCompletableFuture()
                .join()
                .orElseThrow();
        List<ScramKeys> keys = new ScramCredentials(new SecureRandom(), 4096)
                .derive(new Secret("another"))
                .keys();
        world.stores.accounts().update(JULIET, before -> before.with(keys));
        String more = Modern.agent(Modern.OTHER_DEVICE) + Modern.requestToken(UNBOUND);
        assertThat(Modern.named(answer(Modern.plain("juliet", "another", more))))
                .isEqualTo("success");
        assertThat(devices()).extracting(TokenDevices.Row::id).containsExactly(Modern.OTHER_DEVICE);
        world.stores.accounts().update(JULIET, before -> old);
        assertThat(devices()).isEmpty();
    }
}
