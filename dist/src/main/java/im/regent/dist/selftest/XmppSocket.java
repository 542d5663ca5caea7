package im.regent.dist.selftest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * An XML stream over a socket, from the other side and with nothing of the server's own code: it cuts the bytes at first-level
 * elements and lets the JDK parse each of them. Belongs to one thread.
 */
final class XmppSocket implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int MAX_ELEMENT_BYTES = 1 << 20;

    private Socket socket;
    private InputStream in;
    private String header = "";
    private final List<Element> waiting = new ArrayList<>();

    XmppSocket(InetSocketAddress address) throws StepFailure {
        try {
            socket = new Socket();
            socket.connect(address, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new StepFailure("cannot connect to " + address + ": " + e.getMessage(), e);
        }
    }

    /** Turns the connection into a TLS one. */
    void secure(PinnedTls tls, String host) throws StepFailure {
        try {
            socket = tls.over(socket, host);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new StepFailure("no TLS: " + e.getMessage(), e);
        }
    }

    /** Sends an opening tag and reads the server's. */
    String open(String namespace, String to) throws StepFailure {
        send("<?xml version='1.0'?><stream:stream xmlns='" + namespace
                + "' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' to='" + to + "'>");
        String tag;
        do {
            tag = tag();
        } while (tag.startsWith("<?"));
        header = tag;
        return tag;
    }

    void send(String xml) throws StepFailure {
        try {
            socket.getOutputStream().write(xml.getBytes(UTF_8));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new StepFailure("the server does not take what is sent: " + e.getMessage(), e);
        }
    }

    /** The first element that fits, of those that came before and those to come; the others are kept. */
    Element await(String what, Predicate<Element> fits) throws StepFailure {
        for (Iterator<Element> each = waiting.iterator(); each.hasNext(); ) {
            Element element = each.next();
            if (fits.test(element)) {
                each.remove();
                return element;
            }
        }
        while (true) {
            Element element = next(what);
            if (fits.test(element)) {
                return element;
            }
            waiting.add(element);
        }
    }

    private Element next(String what) throws StepFailure {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int depth = 0;
        try {
            do {
                int c = read();
                if (c != '<') {
                    bytes.write(c);
                    continue;
                }
                String tag = restOfTag();
                depth += tag.startsWith("</") ? -1 : tag.endsWith("/>") ? 0 : 1;
                if (depth < 0) {
                    throw new StepFailure("the server ended the stream instead of sending " + what);
                }
                bytes.writeBytes(tag.getBytes(UTF_8));
                if (depth == 0) {
                    break;
                }
            } while (bytes.size() < MAX_ELEMENT_BYTES);
        } catch (SocketTimeoutException e) {
            throw new StepFailure("no " + what + " within " + PATIENCE_MILLIS / 1000 + " s", e);
        } catch (IOException e) {
            throw new StepFailure("the connection broke before " + what + " came: " + e.getMessage(), e);
        }
        return parsed(bytes.toString(UTF_8).strip());
    }

    /** The stream's own tag gives an element its namespaces. */
    private Element parsed(String xml) throws StepFailure {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            String name = header.substring(1).split("[\\s>]", 2)[0];
            byte[] document = (header + xml + "</" + name + ">").getBytes(UTF_8);
            Node first = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(document))
                    .getDocumentElement()
                    .getFirstChild();
            if (first instanceof Element element) {
                return element;
            }
            throw new StepFailure("text between the stanzas");
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new StepFailure("the server's XML is wrong: " + e.getMessage(), e);
        }
    }

    private String tag() throws StepFailure {
        try {
            int c = read();
            while (c != '<') {
                c = read();
            }
            return restOfTag();
        } catch (IOException e) {
            throw new StepFailure("no answer to the opening tag: " + e.getMessage(), e);
        }
    }

    private String restOfTag() throws IOException {
        ByteArrayOutputStream tag = new ByteArrayOutputStream();
        tag.write('<');
        int quote = 0;
        int c;
        do {
            c = read();
            tag.write(c);
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
        } while (c != '>' || quote != 0);
        return tag.toString(UTF_8);
    }

    private int read() throws IOException {
        int c = in.read();
        if (c < 0) {
            throw new IOException("the server closed the connection");
        }
        return c;
    }

    @Override
    public void close() throws StepFailure {
        try {
            socket.close();
        } catch (IOException e) {
            throw new StepFailure("cannot close: " + e.getMessage(), e);
        }
    }

    /** Closes the connection if that is possible. */
    void drop() {
        try {
            socket.close();
        } catch (IOException e) {
            waiting.clear(); // it was broken already
        }
    }
}
