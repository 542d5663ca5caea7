package im.regent.dist.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.nio.file.Path;
import java.util.List;
import org.jivesoftware.smack.XMPPException.XMPPErrorException;
import org.jivesoftware.smack.packet.StanzaError;
import org.jivesoftware.smack.sasl.SASLErrorException;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smackx.commands.AdHocCommandManager;
import org.jivesoftware.smackx.commands.AdHocCommandResult;
import org.jivesoftware.smackx.iqregister.AccountManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.jid.parts.Localpart;

/** Accounts that a client makes, changes and ends which this project did not write, and commands that it carries out. */
@Spec(xep = 77, version = "2.4")
@ExtendWith(LoopWatch.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistrationWithSmackTest {
    private DemoServer server;

    @BeforeAll
    void start(@TempDir Path directory) {
        server = new DemoServer(
                directory,
                List.of(
                        "features.registration.new-accounts=true",
                        "features.registration.removal=true",
                        "features.registration.accounts-per-address=2"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private XMPPTCPConnection connected(String name, String password) throws Exception {
        XMPPTCPConnection connection = SmackUser.client(server, name, password, "SCRAM-SHA-1");
        connection.setUseStreamManagement(false);
        connection.connect();
        return connection;
    }

    @Test
    @Section("3.1")
    void accountIsMadeUsedChangedAndRemoved() throws Exception {
        XMPPTCPConnection newcomer = connected("ophelia", "rosemary and rue");
        assertThat(newcomer.hasFeature("register", "http://jabber.org/features/iq-register"))
                .isTrue();
        AccountManager accounts = AccountManager.getInstance(newcomer);
        assertThat(accounts.supportsAccountCreation()).isTrue();
        accounts.createAccount(Localpart.from("ophelia"), "rosemary and rue");
        newcomer.login();
        accounts.changePassword("fennel and columbines");
        newcomer.disconnect();

        XMPPTCPConnection old = connected("ophelia", "rosemary and rue");
        assertThatThrownBy(old::login).isInstanceOf(SASLErrorException.class);
        old.disconnect();

        XMPPTCPConnection ophelia = connected("ophelia", "fennel and columbines");
        ophelia.login();
        AccountManager.getInstance(ophelia).deleteAccount();
        XMPPTCPConnection gone = connected("ophelia", "fennel and columbines");
        assertThatThrownBy(gone::login).isInstanceOf(SASLErrorException.class);
        gone.disconnect();
    }

    @Test
    @Section("3.1")
    void nameThatIsTakenIsRefused() throws Exception {
        XMPPTCPConnection newcomer = connected("alice", "not my account");
        assertThatThrownBy(() ->
                        AccountManager.getInstance(newcomer).createAccount(Localpart.from("alice"), "not my account"))
                .isInstanceOfSatisfying(
                        XMPPErrorException.class,
                        e -> assertThat(e.getStanzaError().getCondition()).isEqualTo(StanzaError.Condition.conflict));
        newcomer.disconnect();
    }

    @Test
    @Spec(xep = 133, version = "1.3.1")
    @Section("4.15")
    void administratorCountsWhoIsOnline() throws Exception {
        try (SmackUser admin = SmackUser.login(server, "admin");
                SmackUser alice = SmackUser.login(server, "alice")) {
            String node = "http://jabber.org/protocol/admin#get-online-users-num";
            assertThat(command(admin, node)
                            .getResponse()
                            .getForm()
                            .getField("onlineusersnum")
                            .getFirstValue())
                    .isNotBlank();
            assertThatThrownBy(() -> command(alice, node)).isInstanceOf(XMPPErrorException.class);
        }
    }

    private static AdHocCommandResult command(SmackUser user, String node) throws Exception {
        return AdHocCommandManager.getInstance(user.connection())
                .getRemoteCommand(JidCreate.domainBareFrom("localhost"), node)
                .execute();
    }
}
