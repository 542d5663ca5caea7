package im.regent.im.carbons;

import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;

/** Juliet's devices, and what they say and see. */
final class Devices {
    static final String ENABLE = "<iq type='set' id='e'><enable xmlns='urn:xmpp:carbons:2'/></iq>";

    private Devices() {}

    /** An available device that wants copies; nothing is left to receive. */
    static TestClient enabled(TestServer server, String fullJid) {
        return enable(server.connect(fullJid).available());
    }

    static TestClient enable(TestClient client) {
        client.sends(ENABLE).receives("<iq type='result' id='e'/>");
        client.received();
        return client;
    }

    static String chat(String to, String id) {
        return message("type='chat' to='" + to + "' id='" + id + "'", "<body>x</body>");
    }

    static String message(String attributes, String content) {
        return "<message " + attributes + ">" + content + "</message>";
    }

    /** The copy that this device gets of a message with at least these attributes and this content. */
    static String copy(String direction, TestClient device, String attributes, String content) {
        return "<message from='" + device.jid().bare() + "' to='" + device.jid() + "'><" + direction
                + " xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'>"
                + "<message xmlns='jabber:client' " + attributes + ">" + content + "</message></forwarded></"
                + direction + "></message>";
    }

    static String copy(String direction, TestClient device, String id) {
        return copy(direction, device, "id='" + id + "'", "");
    }
}
