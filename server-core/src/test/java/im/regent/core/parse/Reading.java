package im.regent.core.parse;

import im.regent.core.stream.StreamEvent;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamLimits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Reads whole streams and tells what came out as one string, so that outcomes can be compared. */
final class Reading {
    static final String OPEN = "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' "
            + "to='example.org' version='1.0'>";
    static final String OPENED = "opened jabber:client example.org\n";

    private static final Scanners SCANNERS = new Scanners();

    private Reading() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static XmlStreamReader reader(StreamLimits limits) {
        return new XmlStreamReader(SCANNERS, limits);
    }

    static String outcome(String text) {
        return outcome(utf8(text), StreamLimits.authenticated(10_000));
    }

    /** What the bytes mean when they arrive in pieces that end at the given places. */
    static String outcome(byte[] bytes, StreamLimits limits, int... cuts) {
        XmlStreamReader reader = reader(limits);
        StringBuilder outcome = new StringBuilder();
        int from = 0;
        try {
            for (int i = 0; i <= cuts.length; i++) {
                int to = i < cuts.length ? cuts[i] : bytes.length;
                byte[] piece = Arrays.copyOfRange(bytes, from, to);
                reader.feed(piece, 0, piece.length);
                drain(reader, outcome);
                reader.keep();
                Arrays.fill(piece, (byte) '?');
                from = to;
            }
        } catch (StreamException e) {
            outcome.append("error ").append(e.error().condition().element());
        }
        return outcome.toString();
    }

    /** The same, one byte at a time, with an idle stream given up wherever it can be. */
    static String outcomeByteByByte(byte[] bytes, StreamLimits limits) {
        XmlStreamReader reader = reader(limits);
        StringBuilder outcome = new StringBuilder();
        try {
            for (byte one : bytes) {
                reader.feed(new byte[] {one}, 0, 1);
                drain(reader, outcome);
                reader.release();
            }
        } catch (StreamException e) {
            outcome.append("error ").append(e.error().condition().element());
        }
        return outcome.toString();
    }

    static void drain(XmlStreamReader reader, StringBuilder outcome) throws StreamException {
        for (Optional<StreamEvent> event = reader.next(); event.isPresent(); event = reader.next()) {
            outcome.append(describe(event.get()));
        }
    }

    private static String describe(StreamEvent event) {
        if (event instanceof StreamEvent.Opened opened) {
            return "opened " + opened.header().namespace() + ' '
                    + opened.header().to() + '\n';
        }
        if (event instanceof StreamEvent.Received received) {
            return received.element() + "\n";
        }
        return "closed\n";
    }
}
