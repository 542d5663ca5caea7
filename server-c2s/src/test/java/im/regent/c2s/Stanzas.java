package im.regent.c2s;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.regent.core.parse.Scanners;
import im.regent.core.parse.XmlStreamReader;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Stanza;
import im.regent.core.stream.StreamEvent;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamLimits;

/** Stanzas from XML, read as the server reads them. */
final class Stanzas {
    private static final Scanners SCANNERS = new Scanners();

    private Stanzas() {}

    static Stanza of(String xml) {
        XmlStreamReader reader = new XmlStreamReader(SCANNERS, StreamLimits.authenticated(1 << 20));
        byte[] bytes = (Script.header() + xml).getBytes(UTF_8);
        reader.feed(bytes, 0, bytes.length);
        try {
            StreamEvent event = reader.next().orElseThrow();
            while (!(event instanceof StreamEvent.Received received)) {
                event = reader.next().orElseThrow();
            }
            return Stanza.parse(received.element());
        } catch (StreamException | MalformedStanzaException e) {
            throw new AssertionError(xml, e);
        }
    }
}
