package im.regent.im.rules;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestPeer;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What somebody learns of an account who is no contact of it: nothing, not even whether it exists. Every kind of stanza goes to
 * four accounts, and what comes back has to be the same but for the account's name, in number, order, content, attributes and
 * the order of those.
 *
 * <p>A stanza for a full address that is bound at that moment is another matter: it is delivered (RFC 6121 §8.5.3.1), and what
 * its client answers is the client's business; R228 says which requests get so far.
 */
@XmppTest(hosts = {"capulet.lit", "montague.lit"})
@Spec(rfc = 6120)
class StrangerTest {
    private static final String[] ACCOUNTS = {"missing", "offline", "another", "connected"};
    private static final String[] MESSAGES = {"", "normal", "chat", "groupchat", "headline", "error", "unknown"};
    private static final String[] PRESENCES = {
        "", "unavailable", "subscribe", "subscribed", "unsubscribe", "unsubscribed", "probe", "error"
    };
    private static final String[] REQUESTS = {
        "<vCard xmlns='vcard-temp'/>",
        "<query xmlns='jabber:iq:last'/>",
        "<query xmlns='http://jabber.org/protocol/disco#info'/>",
        "<query xmlns='http://jabber.org/protocol/disco#info' node='http://jabber.org/protocol/commands'/>",
        "<query xmlns='http://jabber.org/protocol/disco#items'/>",
        "<query xmlns='http://jabber.org/protocol/disco#items' node='none'/>",
        "<query xmlns='jabber:iq:roster'/>",
        "<query xmlns='jabber:iq:roster'><item jid='romeo@montague.lit'/></query>",
        "<query xmlns='jabber:iq:private'><storage xmlns='storage:bookmarks'/></query>",
        "<ping xmlns='urn:xmpp:ping'/>",
        "<query xmlns='jabber:iq:version'/>",
        "<time xmlns='urn:xmpp:time'/>",
        "<query xmlns='urn:xmpp:mam:2'/>",
        "<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='urn:xmpp:avatar:metadata'/></pubsub>",
        "<pubsub xmlns='http://jabber.org/protocol/pubsub#owner'><affiliations node='n'/></pubsub>",
        "<blocklist xmlns='urn:xmpp:blocking'/>",
        "<block xmlns='urn:xmpp:blocking'><item jid='romeo@montague.lit'/></block>",
        "<query xmlns='jabber:iq:register'/>",
        "<query xmlns='jabber:iq:search'/>",
        "<enable xmlns='urn:xmpp:carbons:2'/>",
        "<query xmlns='jabber:iq:auth'/>",
        "<command xmlns='http://jabber.org/protocol/commands' node='n'/>",
        "<unknown xmlns='urn:unknown'/>"
    };

    /** From where the stranger writes. */
    private enum Stranger {
        SAME_HOST {
            @Override
            TestPeer<?> connect(TestServer server) {
                return server.connect("romeo@capulet.lit/orchard").available();
            }
        },
        OTHER_HOST {
            @Override
            TestPeer<?> connect(TestServer server) {
                return server.connect("romeo@montague.lit/orchard").available();
            }
        },
        COMPONENT {
            @Override
            TestPeer<?> connect(TestServer server) {
                return server.component("gateway.capulet.lit");
            }
        };

        abstract TestPeer<?> connect(TestServer server);
    }

    private static void inhabit(TestServer server) {
        server.account("offline@capulet.lit");
        server.connect("another@capulet.lit/garden").available();
        server.connect("connected@capulet.lit/balcony").available();
    }

    private static List<String> everyStanza() {
        List<String> stanzas = new ArrayList<>();
        for (String type : MESSAGES) {
            stanzas.add("<message%s%s id='1'><body>x</body></message>".formatted(typed(type), "%s"));
            stanzas.add("<message%s%s id='1'><composing xmlns='http://jabber.org/protocol/chatstates'/></message>"
                    .formatted(typed(type), "%s"));
        }
        for (String type : PRESENCES) {
            stanzas.add("<presence%s%s id='1'/>".formatted(typed(type), "%s"));
        }
        for (String type : new String[] {"get", "set", "result", "error"}) {
            for (String payload : REQUESTS) {
                stanzas.add("<iq%s%s id='1'>%s</iq>".formatted(typed(type), "%s", payload));
            }
        }
        return stanzas;
    }

    private static String typed(String type) {
        return type.isEmpty() ? "" : " type='" + type + "'";
    }

    /** What comes back, with the account's name taken out. */
    private static List<String> answers(TestPeer<?> stranger, String stanza, String account, String resource) {
        String addresses = " from='romeo@gateway.capulet.lit' to='" + account + "@capulet.lit" + resource + "'";
        return stranger.sends(stanza.formatted(addresses)).received().stream()
                .map(Element::toString)
                .map(answer -> answer.replace(account, "ACCOUNT"))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Stranger.class)
    @Section(
            value = "13.11",
            rules = {"R121", "R122", "R134", "R135"})
    void everyAccountLooksLikeNone(Stranger who, TestServer server) {
        inhabit(server);
        TestPeer<?> stranger = who.connect(server);
        int answered = 0;
        for (String stanza : everyStanza()) {
            Map<String, List<String>> bare = new LinkedHashMap<>();
            Map<String, List<String>> full = new LinkedHashMap<>();
            for (String account : ACCOUNTS) {
                bare.put(account, answers(stranger, stanza, account, ""));
                if (!account.equals("connected")) {
                    full.put(account, answers(stranger, stanza, account, "/balcony"));
                }
            }
            assertThat(bare.values())
                    .as(stanza)
                    .allSatisfy(got -> assertThat(got).isEqualTo(bare.get("missing")));
            assertThat(full.values())
                    .as(stanza)
                    .allSatisfy(got -> assertThat(got).isEqualTo(full.get("missing")));
            assertThat(bare.toString() + full)
                    .as(stanza)
                    .doesNotContain("item-not-found")
                    .doesNotContain("recipient-unavailable")
                    .doesNotContain("garden");
            answered += full.getOrDefault("missing", List.of()).size();
        }
        // Each request, and each message of type groupchat and normal: see Table 1 of RFC 6121 §8.
        assertThat(answered).isGreaterThanOrEqualTo(2 * REQUESTS.length + 4);
    }

    @ParameterizedTest
    @EnumSource(Stranger.class)
    @Section(value = "13.10.2", rules = "R134")
    void requestsToTheBareAndToAFullAddressFailAlike(Stranger who, TestServer server) {
        inhabit(server);
        TestPeer<?> stranger = who.connect(server);
        for (String payload : REQUESTS) {
            // RFC 6121 §2.1.5 and §2.2 want another error for somebody else's roster; it is the same for every account.
            if (payload.contains("jabber:iq:roster")) {
                continue;
            }
            for (String type : new String[] {"get", "set"}) {
                String stanza = "<iq%s%s id='1'>%s</iq>".formatted(typed(type), "%s", payload);
                for (String account : new String[] {"missing", "offline", "another"}) {
                    List<String> full = answers(stranger, stanza, account, "/balcony").stream()
                            .map(answer -> answer.replace("/balcony", ""))
                            .toList();
                    assertThat(full).isEqualTo(answers(stranger, stanza, account, ""));
                    assertThat(full).singleElement().asString().contains("service-unavailable", "'cancel'");
                }
            }
        }
    }

    /**
     * But for two answers that XEP-0191 §3.3 fixes and that a missing account gives in another way: messages of every type
     * are refused, and to probes "the server MUST NOT respond".
     */
    @ParameterizedTest
    @EnumSource(Stranger.class)
    @Section(value = "13.11", rules = "R135")
    void accountThatHasBlockedTheStrangerLooksLikeNone(Stranger who, TestServer server) {
        inhabit(server);
        TestClient juliet = server.connect("blocked@capulet.lit/balcony").available();
        juliet.sends("<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'><item jid='romeo@montague.lit'/>"
                + "<item jid='romeo@capulet.lit'/><item jid='romeo@gateway.capulet.lit'/></block></iq>");
        assertThat(juliet.received())
                .anyMatch(element -> element.attribute("type", "").equals("result"));
        TestPeer<?> stranger = who.connect(server);
        for (String stanza : everyStanza()) {
            if (!stanza.startsWith("<message") && !stanza.contains("'probe'")) {
                for (String resource : new String[] {"", "/garden", "/balcony"}) {
                    assertThat(answers(stranger, stanza, "blocked", resource))
                            .as(stanza)
                            .isEqualTo(answers(stranger, stanza, "missing", resource));
                }
            }
        }
        juliet.receivesNothing();
    }

    @Test
    @Section(
            value = "13.10.2",
            rules = {"R134", "R228"})
    void answerToABoundAddressIsThatOfItsClientAlone(TestServer server) {
        inhabit(server);
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestPeer<?> stranger = Stranger.OTHER_HOST.connect(server);
        for (String stanza : everyStanza()) {
            List<String> answers = answers(stranger, stanza, "juliet", "/balcony");
            boolean isRequest = stanza.contains("type='get'") || stanza.contains("type='set'");
            // Refused by the server as for every other account, or on its way to the client: nothing else.
            if (!answers.isEmpty()) {
                assertThat(isRequest).as(stanza).isTrue();
                assertThat(answers).isEqualTo(answers(stranger, stanza, "missing", "/balcony"));
            }
        }
        assertThat(juliet.received()).isNotEmpty();
    }
}
