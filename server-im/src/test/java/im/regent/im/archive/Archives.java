package im.regent.im.archive;

import im.regent.core.xml.Element;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What tests of archives send and look at. */
final class Archives {
    static final String JULIET = "juliet@capulet.lit";

    private Archives() {}

    static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(String::valueOf).toList();
    }

    /** An account with so many messages, a minute between them, from Romeo and the nurse in turn. */
    static TestClient juliet(TestServer server, int messages) {
        TestClient juliet = server.connect(JULIET + "/balcony");
        TestClient romeo = server.connect("romeo@capulet.lit/orchard");
        TestClient nurse = server.connect("nurse@capulet.lit/kitchen");
        for (int i = 0; i < messages; i++) {
            (i % 2 == 0 ? romeo : nurse).sends(chat(JULIET + "/balcony", String.valueOf(i)));
            server.clock().advance(Duration.ofMinutes(1));
        }
        juliet.received();
        return juliet;
    }

    /** A query, with what goes into its form and what stands beside it. */
    static String query(String fields, String beside) {
        String form = "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'>"
                + "<value>urn:xmpp:mam:2</value></field>" + fields + "</x>";
        return "<iq type='set' id='q'><query xmlns='urn:xmpp:mam:2' queryid='f27'>" + form + beside + "</query></iq>";
    }

    static String field(String name, String value) {
        return "<field var='" + name + "'><value>" + value + "</value></field>";
    }

    static String paging(String content) {
        return "<set xmlns='http://jabber.org/protocol/rsm'>" + content + "</set>";
    }

    static String chat(String to, String body) {
        return "<message type='chat' to='" + to + "'><body>" + body + "</body></message>";
    }

    /** What came for a query: results, and the answer at the end. */
    record Answer(List<Element> results, Element iq) {
        List<String> bodies() {
            return originals().stream().map(Archives::body).toList();
        }

        List<Element> originals() {
            return results.stream()
                    .map(result ->
                            forwarded(result).child("jabber:client", "message").orElseThrow())
                    .toList();
        }

        List<String> ids() {
            return results.stream()
                    .map(result -> result(result).attribute("id", ""))
                    .toList();
        }

        Element fin() {
            return iq.child("urn:xmpp:mam:2", "fin").orElseThrow(() -> new AssertionError("no end: " + iq));
        }

        boolean isComplete() {
            return fin().attribute("complete", "false").equals("true");
        }

        Optional<String> paging(String name) {
            return fin().child("http://jabber.org/protocol/rsm", "set")
                    .orElseThrow()
                    .child("http://jabber.org/protocol/rsm", name)
                    .map(Element::text);
        }
    }

    static Answer ask(TestClient client, String query) {
        client.received();
        List<Element> received = client.sends(query).received();
        int last = received.size() - 1;
        return new Answer(received.subList(0, last), received.get(last));
    }

    static Answer all(TestClient client) {
        return ask(client, query("", ""));
    }

    static Element result(Element message) {
        return message.child("urn:xmpp:mam:2", "result").orElseThrow();
    }

    static Element forwarded(Element message) {
        return result(message).child("urn:xmpp:forward:0", "forwarded").orElseThrow();
    }

    static String body(Element message) {
        return message.child("jabber:client", "body").map(Element::text).orElse("");
    }

    static List<Element> messages(TestClient client) {
        return client.received().stream()
                .filter(element -> element.localName().equals("message"))
                .toList();
    }

    static List<String> stanzaIds(Element message, String by) {
        return message.children("urn:xmpp:sid:0", "stanza-id").stream()
                .filter(id -> id.attribute("by", "").equals(by))
                .map(id -> id.attribute("id", ""))
                .toList();
    }
}
