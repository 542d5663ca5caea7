package im.regent.im.commands;

import static im.regent.im.commands.Dialogs.begin;
import static im.regent.im.commands.Dialogs.command;
import static im.regent.im.commands.Dialogs.error;
import static im.regent.im.commands.Dialogs.form;
import static im.regent.im.commands.Dialogs.going;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.hook.Registration;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dialogue of a command in two stages that another feature offers. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        features = {"commands", "test-passwords"},
        config = "features.commands { session-timeout = 1 minute, max-sessions = 5, max-sessions-per-account = 2 }")
@Spec(xep = 50, version = "1.3.0")
class CommandsTest {
    private static final String HOST = "capulet.lit";
    private static final String NODE = "config";

    /** Offers a command that asks for a service, then for its state. */
    private static Registration offer(TestServer server) {
        return server.provided(Commands.class)
                .offer(new Command(
                        Command.Place.HOST,
                        NODE,
                        "Configure Service",
                        Command.Permission.USER,
                        CommandsTest::askForService));
    }

    private static CompletionStage<Stage> askForService(CommandInput start) {
        Field service =
                new Field(Field.Type.LIST_SINGLE, "service", "Service", true, List.of(), List.of("httpd", "jabberd"));
        Form form = new Form("", "Configure Service", "Select the service.", List.of(service));
        return CompletableFuture.completedStage(new Stage.Asking(form, false, CommandsTest::askForState));
    }

    private static CompletionStage<Stage> askForState(CommandInput chosen) {
        Form form = new Form(
                "",
                "State of " + chosen.value("service"),
                "",
                List.of(Field.required(Field.Type.TEXT_SINGLE, "state", "State")));
        return Stage.ask(
                form,
                given -> CompletableFuture.completedStage(
                        Stage.done(chosen.value("service") + " is " + given.value("state"))));
    }

    private static TestClient juliet(TestServer server) {
        offer(server);
        return server.connect("juliet@capulet.lit/balcony");
    }

    private static String to(String attributes, String content) {
        return command(HOST, attributes, content);
    }

    @Test
    @Section("2.4.2")
    void everyStageAsksAndTheLastOneAnswers(TestServer server) {
        TestClient juliet = juliet(server);
        juliet.sends(to("node='config' action='execute'", ""));
        Element first = command(juliet);
        assertThat(first.attribute("status")).contains("executing");
        assertThat(first.toString()).contains("<actions execute='next'><next/></actions>", "Select the service.");
        String session = first.attribute("sessionid", "");
        juliet.sends(to("node='config' sessionid='" + session + "'", form("service", "httpd")));
        Element second = command(juliet);
        assertThat(second.toString()).contains("<prev/>", "<complete/>", "execute='complete'", "State of httpd");
        juliet.sends(to(going(NODE, session, "complete"), form("state", "on")))
                .receives(
                        "<iq type='result' id='x' from='capulet.lit'><command xmlns='http://jabber.org/protocol/commands'"
                                + " node='config' sessionid='" + session + "' status='completed'>"
                                + "<note type='info'>httpd is on</note></command></iq>");
        juliet.sends(to(going(NODE, session, "complete"), form("state", "on")))
                .receives(error("cancel", "not-allowed", "session-expired"));
    }

    @Test
    @Section("2.4.2")
    void previousStageIsShownAgainAndTakesAnotherChoice(TestServer server) {
        TestClient juliet = juliet(server);
        String session = begin(juliet, HOST, NODE);
        juliet.sends(to(going(NODE, session, "next"), form("service", "httpd")));
        juliet.received();
        juliet.sends(to(going(NODE, session, "prev"), ""));
        assertThat(command(juliet).toString()).contains("Select the service.");
        juliet.sends(to(going(NODE, session, "prev"), "")).receives(error("modify", "bad-request", "bad-action"));
        juliet.sends(to(going(NODE, session, "next"), form("service", "jabberd")));
        assertThat(command(juliet).toString()).contains("State of jabberd");
    }

    @Test
    @Section("2.4.3")
    void canceledCommandIsOver(TestServer server) {
        TestClient juliet = juliet(server);
        String session = begin(juliet, HOST, NODE);
        juliet.sends(to(going(NODE, session, "cancel"), ""))
                .receives("<iq type='result' id='x'><command xmlns='http://jabber.org/protocol/commands'"
                        + " node='config' sessionid='" + session + "' status='canceled'/></iq>")
                .sends(to(going(NODE, session, "next"), form("service", "httpd")))
                .receives(error("cancel", "not-allowed", "session-expired"));
    }

    @Test
    @Section("3.3")
    void sessionEndsWhenNobodyGoesOn(TestServer server) {
        TestClient juliet = juliet(server);
        String session = begin(juliet, HOST, NODE);
        server.clock().advance(Duration.ofSeconds(59));
        juliet.sends(to(going(NODE, session, "next"), form("service", "httpd")));
        command(juliet);
        server.clock().advance(Duration.ofSeconds(61));
        juliet.sends(to(going(NODE, session, "complete"), form("state", "on")))
                .receives(error("cancel", "not-allowed", "session-expired"));
    }

    @ParameterizedTest
    @Section("4.4")
    @CsvSource({
        "jump,service|httpd,malformed-action",
        "complete,service|httpd,bad-action",
        "prev,service|httpd,bad-action",
        "next,service|ftpd,bad-payload",
        "next,other|httpd,bad-payload",
        "next,service|,bad-payload",
        "next,,bad-payload"
    })
    void whatTheStageCannotTakeChangesNothing(String action, String field, String specific, TestServer server) {
        TestClient juliet = juliet(server);
        String session = begin(juliet, HOST, NODE);
        String form = field == null ? "" : form(field.split("\\|", -1));
        juliet.sends(to(going(NODE, session, action), form)).receives(error("modify", "bad-request", specific));
        juliet.sends(to(going(NODE, session, "execute"), form("service", "httpd")));
        assertThat(command(juliet).toString()).contains("State of httpd");
    }

    @ParameterizedTest
    @Section("4.4")
    @CsvSource({"next", "prev", "cancel", "complete"})
    void commandBeginsWithExecute(String action, TestServer server) {
        juliet(server)
                .sends(to("node='config' action='" + action + "'", ""))
                .receives(error("modify", "bad-request", "bad-action"));
    }

    @Test
    @Section("4.4")
    void unknownNodesAndSessionsAreRefused(TestServer server) {
        TestClient juliet = juliet(server);
        juliet.sends(to("node='other'", "")).receives(error("cancel", "item-not-found", ""));
        juliet.sends(to("", "")).receives(error("cancel", "item-not-found", ""));
        juliet.sends(to(going(NODE, "never", "next"), "")).receives(error("modify", "bad-request", "bad-sessionid"));
    }

    @Test
    @Section("3.3")
    void sessionBelongsToTheOneWhoBeganIt(TestServer server) {
        TestClient juliet = juliet(server);
        String session = begin(juliet, HOST, NODE);
        server.connect("juliet@capulet.lit/other")
                .sends(to(going(NODE, session, "cancel"), ""))
                .receives(error("modify", "bad-request", "bad-sessionid"));
        server.connect("nurse@capulet.lit/kitchen")
                .sends(to(going(NODE, session, "cancel"), ""))
                .receives(error("modify", "bad-request", "bad-sessionid"));
        juliet.sends(to(going(NODE, session, "next"), form("service", "httpd")));
        command(juliet);
    }

    @Test
    @Section("3.3")
    void sessionsAreLimitedAndEndWithTheirClient(TestServer server) {
        TestClient juliet = juliet(server);
        begin(juliet, HOST, NODE);
        begin(juliet, HOST, NODE);
        juliet.sends(to("node='config'", "")).receives(error("wait", "resource-constraint", ""));
        juliet.closesStream();
        begin(server.connect("juliet@capulet.lit/balcony"), HOST, NODE);
    }

    @Test
    @Section("2.2")
    void othersDoNotSeeWhatTheyMayNotUse(TestServer server) {
        juliet(server);
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        romeo.sends(to("node='config'", "")).receives(error("auth", "forbidden", ""));
        romeo.sends("<iq type='get' id='i' to='capulet.lit'><query xmlns='http://jabber.org/protocol/disco#info'"
                        + " node='config'/></iq>")
                .receives("<iq type='error' id='i'><error type='auth'><forbidden xmlns='{stanzas}'/></error></iq>");
        romeo.sends("<iq type='get' id='i' to='capulet.lit'><query xmlns='http://jabber.org/protocol/disco#items'"
                + " node='http://jabber.org/protocol/commands'/></iq>");
        assertThat(command(romeo).children()).isEmpty();
    }

    @Test
    @Section("2.2")
    void commandsAreDiscovered(TestServer server) {
        TestClient juliet = juliet(server);
        juliet.sends("<iq type='get' id='i' to='capulet.lit'><query xmlns='http://jabber.org/protocol/disco#items'"
                        + " node='http://jabber.org/protocol/commands'/></iq>")
                .receives("<iq type='result' id='i'><query xmlns='http://jabber.org/protocol/disco#items'"
                        + " node='http://jabber.org/protocol/commands'>"
                        + "<item jid='capulet.lit' node='config' name='Configure Service'/></query></iq>");
        juliet.sends("<iq type='get' id='i' to='capulet.lit'><query xmlns='http://jabber.org/protocol/disco#info'"
                        + " node='config'/></iq>")
                .receives("<iq type='result' id='i'><query xmlns='http://jabber.org/protocol/disco#info' node='config'>"
                        + "<identity category='automation' type='command-node' name='Configure Service'/>"
                        + "<feature var='http://jabber.org/protocol/commands'/><feature var='jabber:x:data'/>"
                        + "</query></iq>");
        juliet.sends(
                        "<iq type='get' id='i' to='capulet.lit'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>")
                .receives("<iq type='result' id='i'><query xmlns='http://jabber.org/protocol/disco#info'>"
                        + "<feature var='http://jabber.org/protocol/commands'/></query></iq>");
        juliet.sends("<iq type='get' id='i' to='capulet.lit'><query xmlns='http://jabber.org/protocol/disco#info'"
                        + " node='other'/></iq>")
                .receives(
                        "<iq type='error' id='i'><error type='cancel'><item-not-found xmlns='{stanzas}'/></error></iq>");
    }

    @Test
    @Section("2.2")
    void commandThatWasTakenBackIsGone(TestServer server) {
        Registration offered = offer(server);
        offered.close();
        server.connect("juliet@capulet.lit/balcony")
                .sends(to("node='config'", ""))
                .receives(error("cancel", "item-not-found", ""));
    }

    @Test
    @Section("2.4.1")
    void ownersEndTheirOtherSessions(TestServer server) {
        TestClient juliet = juliet(server);
        TestClient lost = server.connect("juliet@capulet.lit/lost");
        juliet.sends(
                        "<iq type='get' id='i' to='juliet@capulet.lit'><query xmlns='http://jabber.org/protocol/disco#items'"
                                + " node='http://jabber.org/protocol/commands'/></iq>")
                .receives(
                        "<iq type='result' id='i'><query xmlns='http://jabber.org/protocol/disco#items'>"
                                + "<item jid='juliet@capulet.lit' node='urn:regent:commands#end-other-sessions'/></query></iq>");
        juliet.sends(command("", "node='urn:regent:commands#end-other-sessions'", ""));
        assertThat(command(juliet).attribute("status")).contains("completed");
        assertThat(lost.streamError()).isPresent();
        assertThat(juliet.streamError()).isEmpty();
    }
}
