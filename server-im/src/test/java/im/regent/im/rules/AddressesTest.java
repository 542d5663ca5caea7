package im.regent.im.rules;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.xml.Element;
import im.regent.im.Friends;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses on the wire: which are one, which are none, and that none is rewritten on its way. */
@XmppTest(
        hosts = {"example.com", "a.example.com", "B\u00DCCHER.example", "[2001:DB8::1]", "192.0.2.1"},
        features = {"delivery", "roster", "subscription", "ping"})
@Spec(rfc = 7622)
class AddressesTest {
    private static final String HELLO = "<message type='chat' id='1' to='%s'><body>x</body></message>";

    private static String quoted(String address) {
        return address.replace("&", "&amp;").replace("'", "&apos;").replace("<", "&lt;");
    }

    /** Sends to the address as it is written; the client must get it, as it was written. */
    private static void assertReaches(TestServer server, String written, TestClient receiver) {
        TestClient romeo = server.connect("romeo@example.com/r" + written.hashCode());
        romeo.sends(HELLO.formatted(quoted(written))).receivesNothing();
        assertThat(receiver.received())
                .singleElement()
                .satisfies(got -> assertThat(got.attribute("to")).contains(written));
    }

    @ParameterizedTest
    @CsvSource({
        "juliet@example.com,                     juliet@example.com/any",
        "juliet@example.com/foo,                 juliet@example.com/foo",
        "juliet@example.com/foo bar,             juliet@example.com/foo bar",
        "juliet@example.com/foo@bar,             juliet@example.com/foo@bar",
        "foo\\20bar@example.com,                 foo\\20bar@example.com/any",
        "fussball@example.com,                   fussball@example.com/any",
        "fu\u00DFball@example.com,               fu\u00DFball@example.com/any",
        "\u03C0@example.com,                     \u03C0@example.com/any",
        "\u03A3@example.com/foo,                 \u03C3@example.com/foo",
        "\u03C3@example.com/foo,                 \u03C3@example.com/foo",
        "\u03C2@example.com/foo,                 \u03C2@example.com/foo",
        "king@example.com/\u265A,                king@example.com/\u265A",
        // Capital letters, full-width and half-width, decomposed, and a domain in each of its forms.
        "JULIET@EXAMPLE.COM/Foo,                 juliet@example.com/Foo",
        "\uFF2A\uFF35\uFF2C\uFF29\uFF25\uFF34@example.com, juliet@example.com/any",
        "\uFF76@example.com,                     \u30AB@example.com/any",
        "e\u0301ve@example.com/e\u0301,          \u00E9ve@example.com/\u00E9",
        "juliet@Example.Com.,                    juliet@example.com/any",
        "juliet@b\u00FCcher.example,             juliet@b\u00FCcher.example/any",
        "juliet@B\u00DCCHER.EXAMPLE,             juliet@b\u00FCcher.example/any",
        "juliet@xn--bcher-kva.example,           juliet@b\u00FCcher.example/any",
        "juliet@XN--BCHER-KVA.example.,          juliet@b\u00FCcher.example/any",
        "juliet@[2001:db8::1],                   juliet@[2001:db8::1]/any",
        "juliet@[2001:DB8::1]/x,                 juliet@[2001:db8::1]/x",
        "juliet@192.0.2.1,                       juliet@192.0.2.1/any",
    })
    @Section(
            value = "3.5",
            rules = {"R105", "R119", "R132"})
    void addressReachesTheSessionThatItMeans(String written, String session, TestServer server) {
        assertReaches(server, written, server.connect(session).available());
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "EXAMPLE.com.", "example.com/foobar", "a.example.com/b@example.net"})
    @Section(value = "3.5", rules = "R133")
    void domainWithAndWithoutAResourceIsTheHost(String host, TestServer server) {
        server.connect("juliet@example.com/any")
                .sends("<iq type='get' id='1' to='" + host + "'><ping xmlns='urn:xmpp:ping'/></iq>")
                .receives("<iq type='result' id='1'/>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"juliet\"@example.com",
                "foo bar@example.com",
                "juliet@example.com/ foo",
                "@example.com/",
                "henry\u2163@example.com",
                "\u265A@example.com",
                "juliet@",
                "/foobar",
                // Compatibility characters that older servers map, before they send.
                "\uFB01ona@example.com",
                "x\u00B2@example.com",
                "juliet@example.com/",
                "a\u200Bb@example.com",
                "juliet@exam ple.com",
                "juliet@[2001:db8::1",
                "juliet@[fe80::1%25eth0]",
                "juliet@-.example.com",
                "juliet@example..com",
            })
    @Section(
            value = "4",
            rules = {"R113", "R119"})
    void whatIsNoAddressIsRefusedWhereverItIsWritten(String written, TestServer server) {
        TestClient juliet = server.connect("juliet@example.com/any").available();
        String to = quoted(written);
        String malformed = "<error type='modify'><jid-malformed xmlns='{stanzas}'/></error>";
        for (String kind : new String[] {"message", "presence", "iq"}) {
            Element answer = juliet.sends("<" + kind + (kind.equals("iq") ? " type='get'" : "") + " id='1' to='" + to
                            + "'><x xmlns='urn:x'/></" + kind + ">")
                    .received()
                    .get(0);
            assertThat(answer.localName()).isEqualTo(kind);
            assertThat(answer.attribute("from")).contains("example.com");
            assertThat(answer.attribute("to")).contains("juliet@example.com/any");
            assertThat(answer.toString()).contains("type='modify'><jid-malformed");
        }
        juliet.sends("<iq type='set' id='2'><query xmlns='jabber:iq:roster'><item jid='" + to + "'/></query></iq>")
                .receives("<iq type='error' id='2'>" + malformed + "</iq>");
    }

    @ParameterizedTest
    @CsvSource({
        // The unit is the octet, of what preparation has made of it.
        "a,1023",
        "\uFF21,1023",
        "\u03C0,511",
        "\u4E2D,341",
        "\uD840\uDC00,255",
    })
    @Section(value = "3.1", rules = "R119")
    void partsMayHave1023BytesAndNoMore(String letter, int count, TestServer server) {
        String longest = letter.repeat(count);
        TestClient longName = server.connect(longest + "@example.com/any").available();
        assertReaches(server, longest + "@example.com", longName);
        TestClient romeo = server.connect("romeo@example.com/any");
        String prepared = "\uFF21".equals(letter) ? "a" : letter;
        String resource = "juliet@example.com/" + prepared.repeat(count);
        assertReaches(server, resource, server.connect(resource).available());
        for (String tooLong : new String[] {
            prepared.repeat(count + 1) + "@example.com",
            "juliet@example.com/" + prepared.repeat(count + 1),
            "a@" + "b.".repeat(512) + "c"
        }) {
            romeo.sends(HELLO.formatted(tooLong)).receives("<message type='error' id='1' from='example.com'/>");
        }
    }

    @Test
    @Section("7.3")
    void namesThatOnlyLookAlikeAreDifferentPeople(TestServer server) {
        TestClient latin = server.connect("paypal@example.com/any").available();
        TestClient cyrillic = server.connect("p\u0430yp\u0430l@example.com/any").available();
        assertReaches(server, "paypal@example.com", latin);
        cyrillic.receivesNothing();
        assertReaches(server, "p\u0430yp\u0430l@example.com", cyrillic);
        latin.receivesNothing();
    }

    @Test
    @Section(
            value = "3.4",
            rules = {"R105", "R124"})
    void resourcesDifferByCase(TestServer server) {
        TestClient small = server.connect("juliet@example.com/phone").available();
        TestClient large = server.connect("juliet@example.com/Phone").available();
        small.received();
        assertReaches(server, "juliet@example.com/Phone", large);
        small.receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ROMEO@Example.com",
                "romeo@example.com.",
                "romeo@example.com/Orchard",
                "\uFF32\uFF2F\uFF2D\uFF25\uFF2F@EXAMPLE.COM/x"
            })
    @Section("3.3")
    void rosterHasOneItemForAllFormsOfAnAddress(String form, TestServer server) {
        TestClient juliet = server.connect("juliet@example.com/any").available();
        TestClient romeo = server.connect("romeo@example.com/orchard").available();
        Friends.befriend(juliet, romeo);
        Friends.interested(juliet);
        juliet.sends("<iq type='set' id='1'><query xmlns='jabber:iq:roster'><item jid='" + form
                        + "' name='R'/></query></iq>")
                .received();
        juliet.sends("<iq type='get' id='2'><query xmlns='jabber:iq:roster'/></iq>");
        List<Element> items =
                juliet.received().get(0).firstChild().orElseThrow().children();
        assertThat(items).singleElement().satisfies(item -> {
            assertThat(item.attribute("jid")).contains("romeo@example.com");
            assertThat(item.attribute("name")).contains("R");
            assertThat(item.attribute("subscription")).contains("both");
        });
    }

    /**
     * A name as a person types it; as a server of RFC 3920 then writes it to us. No account has a name that the two write
     * differently (see decision record 10), so both reach the same one, or nobody.
     */
    @ParameterizedTest
    @CsvSource({
        "fu\u00DFball, fussball",
        "\u03B3\u03B9\u03CE\u03C1\u03B3\u03BF\u03C2, \u03B3\u03B9\u03CE\u03C1\u03B3\u03BF\u03C3",
        "\uFB01ona, fiona",
        "x\u00B2, x2",
        "henry\u2163, henryiv",
        "JULIET, juliet",
        "\uFF4A\uFF55liet, juliet",
        "e\u0301ve, \u00E9ve",
        "\u1FB3, \u03B1\u03B9",
    })
    @Section(value = "3.5", rules = "R119")
    void olderServersReachTheAccountTheyMeanAndNobodyReachesAnother(String typed, String older, TestServer server) {
        TestClient meant = server.connect(older + "@example.com/any").available();
        assertReaches(server, older + "@example.com", meant);
        TestClient romeo = server.connect("romeo@example.com/orchard");
        List<Element> answers =
                romeo.sends(HELLO.formatted(typed + "@example.com")).received();
        // The same account, or one that cannot exist: refused as malformed, or as any that is missing.
        boolean isDelivered = !meant.received().isEmpty();
        boolean isSame = isSameHere(typed, older);
        assertThat(isDelivered).isEqualTo(isSame);
        assertThat(answers).allMatch(answer -> answer.toString().contains("jid-malformed"));
    }

    private static boolean isSameHere(String typed, String older) {
        try {
            return Jid.of(typed, "example.com", "").equals(Jid.valueOf(older + "@example.com"));
        } catch (MalformedJidException e) {
            return false;
        }
    }
}
