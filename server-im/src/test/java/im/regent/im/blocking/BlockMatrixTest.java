package im.regent.im.blocking;

import static im.regent.im.blocking.Blocks.block;
import static im.regent.im.blocking.Blocks.unblock;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestPeer;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of stanza, both ways, to and from bare and full addresses, under every form of item that matches. */
@XmppTest(hosts = {"capulet.lit", "montague.lit"})
@Spec(rfc = 6121)
class BlockMatrixTest {
    /** Who is blocked: a user of this server, or one of a component. */
    enum Sender {
        LOCAL("montague.lit"),
        COMPONENT("gateway.lit");

        private final String domain;

        Sender(String domain) {
            this.domain = domain;
        }

        String bare() {
            return "romeo@" + domain;
        }

        String full() {
            return bare() + "/orchard";
        }

        TestPeer<?> connect(TestServer server) {
            return this == LOCAL ? server.connect(full()).available() : server.component(domain);
        }
    }

    private static final List<String> MESSAGES = List.of("normal", "chat", "groupchat", "headline", "error");
    private static final List<String> REQUESTS = List.of("get", "set");
    private static final List<String> ANSWERS = List.of("result", "error");
    private static final List<String> PRESENCES =
            List.of("", "unavailable", "subscribe", "subscribed", "unsubscribe", "unsubscribed", "probe", "error");
    private static final String ERROR =
            "<error type='cancel'><gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>";

    private static Stream<Arguments> items() {
        List<Arguments> all = new ArrayList<>();
        for (Sender sender : Sender.values()) {
            for (String item : List.of(sender.bare(), sender.full(), sender.domain)) {
                all.add(Arguments.of(sender, item));
            }
        }
        return all.stream();
    }

    private static String stanza(String kind, String type, String from, String to, String id) {
        String content = type.equals("error") ? ERROR : kind.equals("iq") ? "<q xmlns='urn:x'/>" : "";
        String typed = type.isEmpty() ? "" : " type='" + type + "'";
        return "<" + kind + typed + " from='" + from + "' to='" + to + "' id='" + id + "'>" + content + "</" + kind
                + ">";
    }

    private static String error(String kind, String from, String to, String id, String error) {
        return "<" + kind + " type='error' from='" + from + "' to='" + to + "' id='" + id + "'>" + error + "</" + kind
                + ">";
    }

    @ParameterizedTest
    @MethodSource("items")
    @Section(value = "8.1", rules = "R231")
    void nothingOfABlockedSenderReachesTheAccount(Sender sender, String item, TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestPeer<?> romeo = sender.connect(server);
        block(juliet, item);
        for (String to : List.of("juliet@capulet.lit", "juliet@capulet.lit/balcony")) {
            for (String type : MESSAGES) {
                romeo.sends(stanza("message", type, sender.full(), to, "m"));
                if (!type.equals("headline") && !type.equals("error")) {
                    romeo.receives(error("message", to, sender.full(), "m", Blocks.UNAVAILABLE));
                }
                romeo.receivesNothing();
            }
            for (String type : REQUESTS) {
                romeo.sends(stanza("iq", type, sender.full(), to, "i"))
                        .receives(error("iq", to, sender.full(), "i", Blocks.UNAVAILABLE))
                        .receivesNothing();
            }
            for (String type : ANSWERS) {
                romeo.sends(stanza("iq", type, sender.full(), to, "a")).receivesNothing();
            }
            for (String type : PRESENCES) {
                // A local user's subscription comes from the bare address, which an item with a resource does not
                // match.
                boolean isFromBare = sender == Sender.LOCAL && type.contains("subscribe");
                if (!isFromBare || !item.equals(sender.full())) {
                    romeo.sends(stanza("presence", type, sender.full(), to, "p"));
                    romeo.received().forEach(BlockMatrixTest::isRostersOwn);
                }
            }
        }
        juliet.receivesNothing();
        assertThat(roster(juliet)).isEmpty();
    }

    /** The blocked user's own clients hear of the change in its own roster, and of nothing else. */
    private static void isRostersOwn(Element element) {
        assertThat(element.firstChild().orElseThrow().namespace()).isEqualTo("jabber:iq:roster");
    }

    private static List<Element> roster(TestClient client) {
        client.sends("<iq type='get' id='r'><query xmlns='jabber:iq:roster'/></iq>");
        return client.received().get(0).firstChild().orElseThrow().children();
    }

    @ParameterizedTest
    @MethodSource("items")
    @Section(value = "8.1", rules = "R231")
    void nothingOfTheAccountReachesWhomItBlocks(Sender sender, String item, TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestPeer<?> romeo = sender.connect(server);
        block(juliet, item);
        List<String> addresses =
                item.equals(sender.full()) ? List.of(sender.full()) : List.of(sender.bare(), sender.full());
        String from = "juliet@capulet.lit/balcony";
        for (String to : addresses) {
            for (String type : MESSAGES) {
                refused("message", type, juliet, from, to);
            }
            for (String type : REQUESTS) {
                refused("iq", type, juliet, from, to);
            }
            for (String type : ANSWERS) {
                juliet.sends(stanza("iq", type, from, to, "a")).receivesNothing();
            }
            for (String type : PRESENCES) {
                refused("presence", type, juliet, from, to);
            }
        }
        romeo.receivesNothing();
        assertThat(roster(juliet)).isEmpty();
    }

    private static void refused(String kind, String type, TestClient juliet, String from, String to) {
        juliet.sends(stanza(kind, type, from, to, "o"));
        if (!type.equals("error")) {
            juliet.receives(error(kind, to, from, "o", Blocks.BLOCKED));
        }
        juliet.receivesNothing();
    }

    @ParameterizedTest
    @EnumSource(Sender.class)
    @Section(value = "8.1", rules = "R231")
    void whomNoItemMatchesGetsThrough(Sender sender, TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestPeer<?> romeo = sender.connect(server);
        block(
                juliet,
                "mercutio@" + sender.domain,
                sender.bare() + "/street",
                sender.domain + "/orchard",
                "street." + sender.domain);
        romeo.sends(stanza("message", "chat", sender.full(), "juliet@capulet.lit", "m"));
        juliet.receives("<message type='chat' id='m'/>")
                .sends(stanza("message", "chat", "juliet@capulet.lit/balcony", sender.full(), "m"))
                .receivesNothing();
        romeo.receives("<message type='chat' id='m'/>");
    }

    @ParameterizedTest
    @MethodSource("items")
    @Section(value = "8.1", rules = "R231")
    void blockEndsWhenItIsTakenBack(Sender sender, String item, TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestPeer<?> romeo = sender.connect(server);
        block(juliet, item);
        unblock(juliet, item);
        romeo.sends(stanza("message", "chat", sender.full(), "juliet@capulet.lit", "m"))
                .receivesNothing();
        juliet.receives("<message type='chat' id='m'/>")
                .sends(stanza("message", "chat", "juliet@capulet.lit/balcony", sender.full(), "m"))
                .receivesNothing();
        romeo.receives("<message type='chat' id='m'/>");
    }
}
