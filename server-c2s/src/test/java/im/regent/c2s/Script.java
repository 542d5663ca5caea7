package im.regent.c2s;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.exception.ScramException;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** What a well-behaved client does, step by step. */
final class Script {
    static final String TLS = "urn:ietf:params:xml:ns:xmpp-tls";
    static final String SASL = "urn:ietf:params:xml:ns:xmpp-sasl";
    static final String BIND = "urn:ietf:params:xml:ns:xmpp-bind";
    static final String START_TLS = "<starttls xmlns='" + TLS + "'/>";

    private Script() {}

    /** An opening tag with these attributes beside the namespaces. */
    static String header(String attributes) {
        return "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='" + XmlWriter.STREAMS + "' "
                + attributes + ">";
    }

    static String header() {
        return header("to='capulet.lit' version='1.0'");
    }

    static String auth(String mechanism, String data) {
        return "<auth xmlns='" + SASL + "' mechanism='" + mechanism + "'>" + data + "</auth>";
    }

    static String response(String data) {
        return "<response xmlns='" + SASL + "'>" + data + "</response>";
    }

    static String bind(String id, String resource) {
        return "<iq type='set' id='" + id + "'><bind xmlns='" + BIND + "'><resource>" + resource
                + "</resource></bind></iq>";
    }

    static String base64(Object text) {
        return Base64.getEncoder().encodeToString(text.toString().getBytes(UTF_8));
    }

    /** Goes on until TLS is active and the features are there; forgets what came. */
    static WiredClient secured(ClientWorld world) {
        return secured(world, "");
    }

    /** As {@link #secured(ClientWorld)}, with more attributes on the stream. */
    static WiredClient secured(ClientWorld world, String attributes) {
        String header = header(attributes + "to='capulet.lit' version='1.0'");
        WiredClient client = world.connect().sends(header).sends(START_TLS).sends(header);
        forget(client);
        return client;
    }

    /** As {@link #secured}, and logs juliet in. */
    static WiredClient authenticated(ClientWorld world) {
        WiredClient client = secured(world);
        logIn(client, "juliet");
        client.sends(header());
        forget(client);
        return client;
    }

    /** As {@link #authenticated}, and binds this resource. */
    static WiredClient bound(ClientWorld world, String resource) {
        WiredClient client = authenticated(world).sends(bind("bind", resource));
        forget(client);
        return client;
    }

    /** The whole SCRAM exchange; the last element that the server sent is left. */
    static void logIn(WiredClient client, String user) {
        forget(client);
        scram(user, xml -> {
            client.elements.clear();
            client.sends(xml);
            return client.elements.peekLast();
        });
    }

    /** A SCRAM exchange over whatever takes an element and has the last one that came in answer. */
    static void scram(String user, Function<String, Element> wire) {
        try {
            ScramClient scram = ScramClient.builder()
                    .advertisedMechanisms(List.of("SCRAM-SHA-256"))
                    .username(user)
                    .password(ClientWorld.PASSWORD.toCharArray())
                    .build();
            Element challenge = wire.apply(auth("SCRAM-SHA-256", base64(scram.clientFirstMessage())));
            scram.serverFirstMessage(new String(Base64.getDecoder().decode(challenge.text()), UTF_8));
            Element last = wire.apply(response(base64(scram.clientFinalMessage())));
            if (!last.localName().equals("success")) {
                throw new AssertionError("no login: " + last);
            }
        } catch (ScramException e) {
            throw new AssertionError(e);
        }
    }

    static void forget(WiredClient client) {
        client.headers.clear();
        client.elements.clear();
        client.order.clear();
    }

    /** The name of an error's or failure's defined condition. */
    static String condition(Element error) {
        return error.children().get(0).localName();
    }

    /** The full address that the server bound for the request {@code b}, from its last answer. */
    static String boundAddress(WiredClient client) {
        Element answer = client.elements.getLast();
        Element bound = answer.child(BIND, "bind").orElseThrow(() -> new AssertionError("not bound: " + answer));
        if (!answer.attribute("type", "").equals("result")
                || !answer.attribute("id", "").equals("b")) {
            throw new AssertionError("not the answer to a request b: " + answer);
        }
        return bound.child(BIND, "jid").orElseThrow().text();
    }

    /** The type of the error in the last answer. */
    static String errorType(WiredClient client) {
        return client.elements
                .getLast()
                .child(XmlWriter.CLIENT, "error")
                .orElseThrow()
                .attribute("type", "");
    }

    /** The one element that came, in short: its name, and its type and condition if it is an error. */
    static String outcome(WiredClient client) {
        if (client.elements.isEmpty()) {
            return "silence";
        }
        if (client.elements.size() > 1) {
            throw new AssertionError("more than one answer: " + client.elements);
        }
        Element answer = client.elements.remove();
        if (answer.is(XmlWriter.STREAMS, "error")) {
            return (client.isOver() ? "end " : "no end ") + condition(answer);
        }
        if (answer.is(TLS, "failure")) {
            return client.isOver() ? "end failure" : "no end failure";
        }
        return named(answer);
    }

    /** An answer that ends no stream, in short. */
    static String named(Element answer) {
        return switch (answer.localName()) {
            case "failure" -> "failure " + condition(answer);
            case "iq", "message", "presence" ->
                answer.attribute("type", "")
                        + answer.child(XmlWriter.CLIENT, "error")
                                .map(error -> ' ' + condition(error))
                                .orElse("");
            default -> answer.localName();
        };
    }
}
