package im.regent.dist.selftest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** A component that is connected (XEP-0114). Belongs to one thread. */
final class TestComponent implements AutoCloseable {
    static final String PRIVILEGE = "urn:xmpp:privilege:2";

    private static final Pattern ID = Pattern.compile("\\sid=['\"]([^'\"]*)['\"]");

    private final XmppSocket socket;
    private final String domain;
    private int lastId;

    private TestComponent(XmppSocket socket, String domain) {
        this.socket = socket;
        this.domain = domain;
    }

    static TestComponent connect(InetSocketAddress address, String domain, String secret) throws StepFailure {
        XmppSocket socket = new XmppSocket(address);
        try {
            Matcher id = ID.matcher(socket.open("jabber:component:accept", domain));
            if (!id.find()) {
                throw new StepFailure("the server's opening tag has no id");
            }
            socket.send("<handshake>" + sha1(id.group(1) + secret) + "</handshake>");
            Element answer = socket.await("the handshake's answer", element -> true);
            if (!Dom.is(answer, "handshake")) {
                throw new StepFailure("the handshake was refused");
            }
            return new TestComponent(socket, domain);
        } catch (StepFailure e) {
            socket.close();
            throw e;
        }
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /** Whether what comes says that the server grants this access. */
    static boolean grants(Element message, String access) {
        var permissions = message.getElementsByTagNameNS(PRIVILEGE, "perm");
        for (int i = 0; i < permissions.getLength(); i++) {
            if (permissions.item(i) instanceof Element permission
                    && permission.getAttribute("access").equals(access)) {
                return true;
            }
        }
        return false;
    }

    Element await(String what, Predicate<Element> fits) throws StepFailure {
        return socket.await(what, fits);
    }

    /** Sends stanzas as they stand. */
    void say(String xml) throws StepFailure {
        socket.send(xml);
    }

    Element ask(String type, String to, String payload) throws StepFailure {
        String id = "c" + ++lastId;
        socket.send(
                "<iq type='" + type + "' id='" + id + "' from='" + domain + "' to='" + to + "'>" + payload + "</iq>");
        return await("an answer", stanza -> Dom.isAnswer(stanza, id));
    }

    /** XEP-0356 §4.3: sends a message in a user's name. */
    void sendAs(String host, String from, String to, String body) throws StepFailure {
        socket.send("<message from='" + domain + "' to='" + host + "' id='m" + ++lastId + "'><privilege xmlns='"
                + PRIVILEGE
                + "'><forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' type='chat' from='"
                + from + "' to='" + to + "'><body>" + body + "</body></message></forwarded></privilege></message>");
    }

    /** XEP-0356 §4.4: sends a request in a user's name. */
    Element askAs(String user, String to, String payload) throws StepFailure {
        return ask(
                "get",
                user,
                "<privileged_iq xmlns='" + PRIVILEGE + "'><iq xmlns='jabber:client' type='get' to='" + to
                        + "' id='inner'>" + payload + "</iq></privileged_iq>");
    }

    @Override
    public void close() throws StepFailure {
        socket.send("</stream:stream>");
        socket.close();
    }
}
