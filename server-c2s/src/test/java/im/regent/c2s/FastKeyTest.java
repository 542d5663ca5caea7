package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import im.regent.core.store.MemoryStores;
import im.regent.core.store.Stores;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import org.junit.jupiter.api.Test;

/** What of a token is stored, and what is not. */
@Spec(xep = 484, version = "0.2.0")
@Section("6")
class FastKeyTest {
    private static final String KEY = "features.fast.key = \"a long random text\"";

    private final Stores stores = new MemoryStores(Runnable::run);

    private String token(String config) {
        try (ClientWorld world = Modern.again(stores, config)) {
            return Modern.token(Modern.answer(
                    Modern.secured(world), Modern.plain(Modern.AGENT + Modern.requestToken("HT-SHA-256-NONE"))));
        }
    }

    private String login(String config, String token) {
        try (ClientWorld world = Modern.again(stores, config)) {
            return Modern.named(Modern.answer(Modern.secured(world), Modern.byToken(token, "", "")));
        }
    }

    @Test
    void aTokenOutlivesTheServer() {
        String token = token("");
        assertThat(login("", token)).isEqualTo("success");
    }

    @Test
    void withAnotherKeyWhatIsStoredIsNotEnough() {
        String token = token(KEY);
        assertThat(login("", token)).isEqualTo("failure not-authorized");
        assertThat(login("features.fast.key = \"another\"", token)).isEqualTo("failure not-authorized");
        assertThat(login(KEY, token)).isEqualTo("success");
    }

    @Test
    void tokensThatWouldEndBeforeTheirRotationStopTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Modern.world("features.fast { lifetime = 1 day, rotate-after = 1 day }"))
                .withMessageContaining("rotate-after");
    }
}
