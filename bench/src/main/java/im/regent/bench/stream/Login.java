package im.regent.bench.stream;

import im.regent.bench.stream.Target.Encryption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * One log-in, in blocking mode: stream header, STARTTLS, SASL, resource binding, the session of RFC 3921 where a server
 * insists on it, presence.
 *
 * <p>Elements are read as text and searched with regular expressions. That is no XML parser and is not meant to be one:
 * the server is the one that is trusted here to be right.
 */
final class Login {
    private static final Pattern MECHANISM = Pattern.compile("<mechanism[^>]*>([^<]*)</mechanism>");
    private static final Pattern TEXT = Pattern.compile("^<[^>]*>([^<]*)<");
    private static final Pattern JID = Pattern.compile("<jid[^>]*>([^<]*)</jid>");
    private static final Pattern ID = Pattern.compile("^<iq\\b[^>]*\\bid=['\"]([^'\"]*)['\"]");
    private static final Pattern ERROR_TYPE = Pattern.compile("^<iq\\b[^>]*\\btype=['\"]error['\"]");
    private static final Pattern SESSION = Pattern.compile("<session\\b[^>]*(/>|>.*?</session>)");

    private static final String SASL = "urn:ietf:params:xml:ns:xmpp-sasl";
    private static final String TLS = "urn:ietf:params:xml:ns:xmpp-tls";

    /** Where a log-in is to end. */
    record Goal(String resource, Stage stage) {}

    private final Target target;
    private final SSLContext tls;
    private final SaltedPasswords passwords;

    Login(Target target, SSLContext tls, SaltedPasswords passwords) {
        this.target = target;
        this.tls = tls;
        this.passwords = passwords;
    }

    /** The wire and its reader change together when TLS starts. */
    private record Line(Wire wire, ElementReader reader) {
        Line(Wire wire) {
            this(wire, new ElementReader(wire));
        }

        void send(String xml) throws IOException {
            wire.write(ByteBuffer.wrap(xml.getBytes(StandardCharsets.UTF_8)));
        }
    }

    Connected run(SocketChannel channel, Account account, Goal goal) throws IOException {
        Line line = new Line(target.encryption() == Encryption.DIRECT ? encrypt(channel) : new PlainWire(channel));
        String features = openStream(line);
        if (target.encryption() == Encryption.STARTTLS) {
            line = startTls(line, channel, features);
            features = openStream(line);
        }
        if (goal.stage() == Stage.OPEN) {
            return new Connected(line.wire(), "", line.reader().rest());
        }
        authenticate(line, account, features);
        line.reader().restart();
        features = openStream(line);
        String jid = bind(line, goal.resource());
        if (isSessionNeeded(features)) {
            ask(line, "session", "<session xmlns='urn:ietf:params:xml:ns:xmpp-session'/>");
        }
        if (goal.stage() == Stage.PRESENT) {
            becomePresent(line);
        }
        return new Connected(line.wire(), jid, line.reader().rest());
    }

    private String openStream(Line line) throws IOException {
        line.send("<?xml version='1.0'?><stream:stream xmlns='jabber:client'"
                + " xmlns:stream='http://etherx.jabber.org/streams' version='1.0' to='" + Xml.escape(target.domain())
                + "'>");
        String features = line.reader().next();
        if (!features.startsWith("<stream:features")) {
            throw new IOException("expected stream features, got " + features);
        }
        return features;
    }

    private TlsWire encrypt(SocketChannel channel) throws IOException {
        return TlsWire.connect(
                channel, tls.createSSLEngine(target.domain(), target.address().getPort()));
    }

    private Line startTls(Line line, SocketChannel channel, String features) throws IOException {
        if (!features.contains(TLS)) {
            throw new IOException("the server offers no STARTTLS: " + features);
        }
        line.send("<starttls xmlns='" + TLS + "'/>");
        String answer = line.reader().next();
        if (!answer.startsWith("<proceed") || line.reader().hasMore()) {
            throw new IOException("STARTTLS refused: " + answer);
        }
        return new Line(encrypt(channel));
    }

    private void authenticate(Line line, Account account, String features) throws IOException {
        List<String> offered = MECHANISM
                .matcher(features)
                .results()
                .map(found -> found.group(1))
                .toList();
        if (offered.isEmpty() && features.contains(TLS)) {
            throw new IOException("the server offers log-in only after STARTTLS: use --tls, or configure it for tests");
        }
        Sasl sasl = Sasl.choose(offered, target.mechanism(), account, passwords);
        line.send(
                "<auth xmlns='" + SASL + "' mechanism='" + sasl.mechanism() + "'>" + encode(sasl.first()) + "</auth>");
        boolean isProven = false;
        String answer = line.reader().next();
        while (answer.startsWith("<challenge")) {
            String challenge = decode(textOf(answer));
            // A server may send SCRAM's last message as a challenge, to be answered with nothing (RFC 5802 §5).
            if (challenge.startsWith("v=")) {
                sasl.finish(challenge);
                isProven = true;
                line.send("<response xmlns='" + SASL + "'/>");
            } else {
                line.send("<response xmlns='" + SASL + "'>" + encode(sasl.answer(challenge)) + "</response>");
            }
            answer = line.reader().next();
        }
        if (!answer.startsWith("<success")) {
            throw new IOException(sasl.mechanism() + " refused: " + answer);
        }
        if (!isProven) {
            sasl.finish(decode(textOf(answer)));
        }
    }

    private String bind(Line line, String resource) throws IOException {
        String result = ask(
                line,
                "bind",
                "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>" + Xml.escape(resource)
                        + "</resource></bind>");
        Matcher jid = JID.matcher(result);
        if (!jid.find()) {
            throw new IOException("no address in " + result);
        }
        return jid.group(1);
    }

    /** RFC 3921's session; RFC 6121 has none, and servers that keep it for old clients call it optional. */
    private static boolean isSessionNeeded(String features) {
        Matcher session = SESSION.matcher(features);
        return session.find() && !session.group().contains("<optional");
    }

    /** Sends presence and a ping; its answer, of whatever kind, comes after the presence took effect. */
    private void becomePresent(Line line) throws IOException {
        line.send("<presence><priority>5</priority></presence><iq type='get' id='ready' to='"
                + Xml.escape(target.domain()) + "'><ping xmlns='urn:xmpp:ping'/></iq>");
        answerTo(line, "ready");
    }

    private String ask(Line line, String id, String payload) throws IOException {
        line.send("<iq type='set' id='" + id + "'>" + payload + "</iq>");
        String answer = answerTo(line, id);
        if (ERROR_TYPE.matcher(answer).find()) {
            throw new IOException(id + " refused: " + answer);
        }
        return answer;
    }

    private static String answerTo(Line line, String id) throws IOException {
        for (; ; ) {
            String element = line.reader().next();
            Matcher found = ID.matcher(element);
            if (found.find() && found.group(1).equals(id)) {
                return element;
            }
        }
    }

    private static String textOf(String element) {
        Matcher text = TEXT.matcher(element);
        return text.find() ? text.group(1).strip() : "";
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String base64) throws IOException {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IOException("not Base64 in a SASL message", e);
        }
    }
}
