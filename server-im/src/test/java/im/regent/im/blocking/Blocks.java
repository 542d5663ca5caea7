package im.regent.im.blocking;

import im.regent.testkit.TestClient;

/** What tests of blocking say often. */
final class Blocks {
    static final String UNAVAILABLE = "<error type='cancel'><service-unavailable xmlns='{stanzas}'/></error>";
    static final String BLOCKED = "<error type='cancel'><not-acceptable xmlns='{stanzas}'/>"
            + "<blocked xmlns='urn:xmpp:blocking:errors'/></error>";

    private Blocks() {}

    static String items(String element, String... jids) {
        StringBuilder xml = new StringBuilder("<" + element + " xmlns='urn:xmpp:blocking'>");
        for (String jid : jids) {
            xml.append("<item jid='").append(jid).append("'/>");
        }
        return xml.append("</").append(element).append('>').toString();
    }

    static String set(String id, String payload) {
        return "<iq type='set' id='" + id + "'>" + payload + "</iq>";
    }

    /** Forgets what came before, blocks addresses and takes the result, which comes first. */
    static TestClient block(TestClient client, String... jids) {
        client.received();
        return client.sends(set("block", items("block", jids))).receives("<iq type='result' id='block'/>");
    }

    static TestClient unblock(TestClient client, String... jids) {
        client.received();
        return client.sends(set("unblock", items("unblock", jids))).receives("<iq type='result' id='unblock'/>");
    }

    /** The list as the server tells it, as one string. */
    static String list(TestClient client) {
        client.received();
        client.sends("<iq type='get' id='list'><blocklist xmlns='urn:xmpp:blocking'/></iq>");
        return client.received().get(0).firstChild().orElseThrow().children().stream()
                .map(item -> item.attribute("jid", "?"))
                .toList()
                .toString();
    }
}
