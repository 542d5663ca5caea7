package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.store.MemoryStores;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** A connection that is lost while its password is being checked. */
@Spec(rfc = 6120)
class LostLoginTest {
    @Test
    @Section("4.9.3.17")
    void takesNoPlaceOfThoseWhoCanBeLoggedIn() {
        Deque<Runnable> derivations = new ArrayDeque<>();
        try (ClientWorld world =
                new ClientWorld("c2s.max-sessions = 1", new MemoryStores(Runnable::run), derivations::add)) {
            WiredClient lost = Script.secured(world)
                    .sends(Script.auth("PLAIN", Script.base64("\0juliet\0" + ClientWorld.PASSWORD)));
            lost.breaks();
            derivations.remove().run();
            lost.settle();
            WiredClient next = Script.secured(world);
            Script.logIn(next, "romeo");
            assertThat(Script.outcome(next)).isEqualTo("success");
        }
    }
}
