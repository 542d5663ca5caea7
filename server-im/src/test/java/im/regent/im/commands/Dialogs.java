package im.regent.im.commands;

import im.regent.core.xml.Element;
import im.regent.testkit.TestClient;
import java.util.List;

/** What tests of commands say often. */
final class Dialogs {
    static final String ADMIN = "http://jabber.org/protocol/admin#";

    private Dialogs() {}

    static String command(String to, String attributes, String content) {
        return "<iq type='set' id='x'" + (to.isEmpty() ? "" : " to='" + to + "'")
                + "><command xmlns='http://jabber.org/protocol/commands' " + attributes + ">" + content
                + "</command></iq>";
    }

    /** Begins a command and takes its session's id. */
    static String begin(TestClient client, String to, String node) {
        client.received();
        client.sends(command(to, "node='" + node + "' action='execute'", ""));
        return command(client).attribute("sessionid", "");
    }

    /** The only answer, a result. */
    static Element command(TestClient client) {
        List<Element> answers = client.received();
        if (answers.size() != 1 || !answers.get(0).attribute("type", "").equals("result")) {
            throw new AssertionError("not one result: " + answers);
        }
        return answers.get(0).firstChild().orElseThrow();
    }

    static String going(String node, String session, String action) {
        return "node='" + node + "' sessionid='" + session + "' action='" + action + "'";
    }

    static String form(String... fieldsAndValues) {
        StringBuilder form = new StringBuilder("<x xmlns='jabber:x:data' type='submit'>");
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            form.append("<field var='").append(fieldsAndValues[i]).append("'>");
            for (String value : fieldsAndValues[i + 1].split("\\|", -1)) {
                form.append("<value>").append(value).append("</value>");
            }
            form.append("</field>");
        }
        return form.append("</x>").toString();
    }

    static String error(String type, String condition, String specific) {
        return "<iq type='error' id='x'><error type='" + type + "'><" + condition + " xmlns='{stanzas}'/>"
                + (specific.isEmpty() ? "" : "<" + specific + " xmlns='http://jabber.org/protocol/commands'/>")
                + "</error></iq>";
    }

    /** Begins a command that asks once, and answers; gives the last result. */
    static Element carryOut(TestClient client, String to, String node, String... fieldsAndValues) {
        String session = begin(client, to, node);
        client.sends(command(to, going(node, session, "complete"), form(fieldsAndValues)));
        return command(client);
    }
}
