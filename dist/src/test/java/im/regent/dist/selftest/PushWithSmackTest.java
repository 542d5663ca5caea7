package im.regent.dist.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.dist.interop.DemoServer;
import im.regent.dist.interop.LoopWatch;
import im.regent.dist.interop.SmackUser;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.nio.file.Path;
import java.util.HashMap;
import org.jivesoftware.smackx.push_notifications.PushNotificationsManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.jxmpp.jid.impl.JidCreate;
import org.w3c.dom.Element;

/** A phone with Smack that loses its connection, and its app server on a socket. */
@Spec(xep = 357, version = "0.4.1")
@ExtendWith(LoopWatch.class)
class PushWithSmackTest {
    private static final String APP_SERVER = "gateway.localhost";
    private static final String PUSH = "urn:xmpp:push:0";
    private static final String ALICE = "alice@localhost";

    @TempDir
    Path directory;

    private static TestComponent appServer(DemoServer server) throws StepFailure {
        return TestComponent.connect(server.address("component"), APP_SERVER, server.secret(APP_SERVER));
    }

    private static boolean isNotification(Element stanza) {
        return stanza.getLocalName().equals("iq")
                && stanza.getElementsByTagNameNS(PUSH, "notification").getLength() == 1;
    }

    @Test
    @Section("7")
    void phoneIsWokenWhileItsSessionWaitsForItAndAfterARestart() throws Exception {
        try (DemoServer server = new DemoServer(directory);
                SmackUser bob = SmackUser.login(server, "bob")) {
            SmackUser alice = SmackUser.loginManaged(server, "alice", "phone");
            PushNotificationsManager push = PushNotificationsManager.getInstanceFor(alice.connection());
            assertThat(push.isSupported()).isTrue();
            HashMap<String, String> secret = new HashMap<>();
            secret.put("secret", "eruio234vzxc2kla-91");
            push.enable(JidCreate.from(APP_SERVER), "n", secret);
            alice.connection().instantShutdown();
            try (TestComponent app = appServer(server)) {
                bob.says(ALICE, "wake up");
                Element woken = app.await("a notification", PushWithSmackTest::isNotification);
                assertThat(woken.getAttribute("from")).isEqualTo("localhost");
                assertThat(woken.getTextContent())
                        .contains("eruio234vzxc2kla-91")
                        .doesNotContain("wake up", "bob");
            }
        }
        try (DemoServer server = new DemoServer(directory);
                SmackUser bob = SmackUser.login(server, "bob");
                TestComponent app = appServer(server)) {
            bob.says(ALICE, "still asleep?");
            assertThat(app.await("a notification", PushWithSmackTest::isNotification)
                            .getAttribute("to"))
                    .isEqualTo(APP_SERVER);
        }
    }
}
