package im.regent.im.archive;

import static im.regent.im.archive.Archives.all;
import static im.regent.im.archive.Archives.chat;
import static im.regent.im.archive.Archives.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long archives keep messages, on a host with rules of its own and on one without. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        features = {"delivery", "offline", "archive"},
        config = """
                features.archive { page-size = 1000, max-page-size = 1000, max-age = 30 days, max-messages = 290 }
                virtual-hosts { "montague.lit" { archive { max-age = 2 days, max-messages = 10 } } }
                """)
@Spec(xep = 313, version = "1.1.3")
class RetentionTest {
    private static final String ROMEO = "romeo@montague.lit";
    private static final String JULIET = "juliet@capulet.lit";

    private static TestClient noting(TestServer server, String account, int notes) {
        TestClient client = server.connect(account + "/notes").available();
        numbers(0, notes).forEach(body -> client.sends(chat(account, body)));
        client.received();
        return client;
    }

    @Test
    @Section("6.1")
    void oldMessagesAreDeletedByTheRulesOfTheHost(TestServer server) {
        noting(server, ROMEO, 3).losesConnection();
        noting(server, JULIET, 3).losesConnection();
        server.clock().advance(Duration.ofDays(3));
        assertThat(all(server.connect(ROMEO + "/again")).bodies()).isEmpty();
        assertThat(all(server.connect(JULIET + "/again")).bodies()).isEqualTo(numbers(0, 3));

        server.clock().advance(Duration.ofDays(28));
        assertThat(all(server.connect(JULIET + "/later")).bodies()).isEmpty();
    }

    @Test
    @Section("6.1")
    void whatIsTooMuchIsDeletedByTheRulesOfTheHostOldestFirst(TestServer server) {
        TestClient romeo = noting(server, ROMEO, 256);
        assertThat(all(romeo).bodies()).isEqualTo(numbers(246, 256));

        TestClient juliet = noting(server, JULIET, 256);
        assertThat(all(juliet).bodies()).isEqualTo(numbers(0, 256));
    }
}
