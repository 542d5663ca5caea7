package im.regent.dist.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import im.regent.dist.cli.Commands;
import im.regent.dist.cli.Commands.Outcome;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jivesoftware.smack.XMPPException.XMPPErrorException;
import org.jivesoftware.smack.packet.StanzaError;
import org.jivesoftware.smackx.ping.packet.Ping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jxmpp.jid.impl.JidCreate;

/** A moved account from the administrator's command to another client's request, across a restart. */
@Spec(rfc = 6120)
class MovedWithSmackTest {
    @TempDir
    Path directory;

    private Outcome moved(String... words) {
        List<String> all = new ArrayList<>(List.of("user", "moved"));
        all.addAll(List.of(words));
        all.addAll(List.of("--data", directory.resolve("demo").toString()));
        return Commands.run(all.toArray(String[]::new));
    }

    private static StanzaError answerTo(DemoServer server) throws Exception {
        try (SmackUser bob = SmackUser.login(server, "bob")) {
            return catchThrowableOfType(
                            XMPPErrorException.class,
                            () -> bob.connection()
                                    .sendIqRequestAndWaitForResponse(
                                            new Ping(bob.connection(), JidCreate.from("alice@localhost"))))
                    .getStanzaError();
        }
    }

    @Test
    @Section(
            value = "8.3.3.5",
            rules = {"R120", "R122"})
    void recordedMoveIsAnsweredAlsoAfterARestartUntilItIsCleared() throws Exception {
        try (DemoServer server = new DemoServer(directory)) {
            assertThat(answerTo(server).getCondition()).isEqualTo(StanzaError.Condition.service_unavailable);
            assertThat(moved("alice", "--to", "xmpp:alice@example.net").out())
                    .isEqualTo("recorded where alice@localhost has moved\n");
            StanzaError gone = answerTo(server);
            assertThat(gone.getCondition()).isEqualTo(StanzaError.Condition.gone);
            assertThat(gone.getConditionText()).isEqualTo("xmpp:alice@example.net");
        }
        assertThat(moved("alice").out()).isEqualTo("moved for good, to xmpp:alice@example.net\n");
        assertThat(moved("alice", "--to", "alice@example.org", "--for-now").exitCode())
                .isZero();
        try (DemoServer server = new DemoServer(directory)) {
            StanzaError redirect = answerTo(server);
            assertThat(redirect.getCondition()).isEqualTo(StanzaError.Condition.redirect);
            assertThat(redirect.getConditionText()).isEqualTo("xmpp:alice@example.org");
            assertThat(moved("alice", "--clear").out()).isEqualTo("alice@localhost has not moved\n");
            assertThat(moved("alice").out()).isEqualTo("has not moved\n");
            assertThat(answerTo(server).getCondition()).isEqualTo(StanzaError.Condition.service_unavailable);
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        new DemoServer(directory).close();
        assertThat(moved("alice", "--clear", "--to", "alice@example.net").exitCode())
                .isEqualTo(2);
        assertThat(moved("alice", "--for-now").exitCode()).isEqualTo(2);
        assertThat(moved("nobody", "--to", "alice@example.net").err()).contains("there is no account nobody@localhost");
        assertThat(moved("nobody").err()).contains("there is no account nobody@localhost");
        assertThat(moved("alice", "--to", "Alice@LOCALHOST").err()).contains("cannot move to itself");
        for (String to : List.of("example.net", "xmpp:a@example.net/x", "mailto:alice@example.net", "")) {
            assertThat(moved("alice", "--to", to).err()).contains("is not the address of an account");
        }
        assertThat(moved("alice").out()).isEqualTo("has not moved\n");
    }

    @Test
    void accountThatOlderServersWouldMisspellIsNotCreated() {
        new DemoServer(directory).close();
        String data = directory.resolve("demo").toString();
        Outcome refused =
                Commands.runWith("secret\n", "user", "add", "fu\u00DFball", "--password-stdin", "--data", data);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("add fussball@localhost instead").hasLineCount(1);
        assertThat(Commands.run("user", "list", "--data", data).out()).doesNotContain("ball");
        assertThat(Commands.runWith(
                                "secret\n",
                                "user",
                                "add",
                                "\uFF26USSBALL@LocalHost",
                                "--password-stdin",
                                "--data",
                                data)
                        .out())
                .isEqualTo("added fussball@localhost\n");
    }
}
