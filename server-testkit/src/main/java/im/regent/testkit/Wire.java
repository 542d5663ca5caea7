package im.regent.testkit;

import im.regent.core.parse.Scanners;
import im.regent.core.parse.XmlStreamReader;
import im.regent.core.stream.StreamEvent;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamLimits;
import im.regent.core.xml.Element;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads XML as a peer would: used for what the server writes, and for the XML that tests write. */
final class Wire {
    private static final Scanners SCANNERS = new Scanners();

    private final XmlStreamReader reader = new XmlStreamReader(SCANNERS, StreamLimits.authenticated(1 << 24));

    /** A reader of a stream in this content namespace, after its header. */
    static Wire opened(String contentNamespace) {
        Wire wire = new Wire();
        wire.feed(header(contentNamespace), event -> {});
        return wire;
    }

    static String header(String contentNamespace) {
        return "<stream:stream xmlns='" + contentNamespace
                + "' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";
    }

    /** Reads bytes of the server; what is not XML fails the test. */
    void feed(String xml, Consumer<StreamEvent> events) {
        byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
        feed(bytes, bytes.length, events);
    }

    void feed(byte[] bytes, int length, Consumer<StreamEvent> events) {
        try {
            reader.feed(bytes, 0, length);
            for (Optional<StreamEvent> event = reader.next(); event.isPresent(); event = reader.next()) {
                events.accept(event.get());
            }
            reader.keep();
        } catch (StreamException e) {
            throw new AssertionError("not XMPP: " + e.getMessage(), e);
        }
    }

    /** The element that a test wrote, with the placeholders filled in. */
    static Element element(String xml) {
        List<Element> found = new java.util.ArrayList<>(1);
        opened("jabber:client").feed(filled(xml), event -> {
            if (event instanceof StreamEvent.Received received) {
                found.add(received.element());
            }
        });
        if (found.size() != 1) {
            throw new AssertionError("this is not one element: " + xml);
        }
        return found.get(0);
    }

    /** {@code {stanzas}} is the namespace of stanza errors, {@code {streams}} that of stream errors. */
    static String filled(String xml) {
        return xml.replace("{stanzas}", "urn:ietf:params:xml:ns:xmpp-stanzas")
                .replace("{streams}", "urn:ietf:params:xml:ns:xmpp-streams");
    }
}
