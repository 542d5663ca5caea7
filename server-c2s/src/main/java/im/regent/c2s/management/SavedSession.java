package im.regent.c2s.management;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.xml.Element;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A session as it is stored while there is no server.
 *
 * @param jid its full address
 * @param ticket with what it can be resumed; {@link Ticket#NONE} if no more than its stanzas could be read
 * @param lang of its stream, or empty
 * @param until when it ends if nobody resumes it
 * @param received stanzas, modulo 2^32
 * @param acknowledged stanzas of those that were sent, modulo 2^32
 * @param queue what was sent and not acknowledged, in order
 * @param passwords prints of those that its account had: it is for whoever had one of them
 * @param memories what features know of it, by their names
 */
record SavedSession(
        Jid jid,
        Ticket ticket,
        String lang,
        Instant until,
        long received,
        long acknowledged,
        List<Unacknowledged.Entry> queue,
        Set<String> passwords,
        Map<String, Element> memories) {
    private static final String NAMESPACE = "urn:regent:session";
    private static final String VERSION = "1";

    SavedSession {
        queue = List.copyOf(queue);
        passwords = Set.copyOf(passwords);
    }

    Element xml() {
        List<Element> children = new ArrayList<>(queue.size() + memories.size());
        for (Unacknowledged.Entry entry : queue) {
            children.add(Element.of(NAMESPACE, "sent", entry.stanza()).with("at", Long.toString(entry.atMillis())));
        }
        memories.forEach((name, known) ->
                children.add(Element.of(NAMESPACE, "memory", known).with("name", name)));
        return Element.of(NAMESPACE, "session")
                .with("version", VERSION)
                .with("jid", jid.toString())
                .with("token", ticket.token())
                .with("window", ticket.window().toString())
                .with("lang", lang)
                .with("until", until.toString())
                .with("received", Long.toString(received))
                .with("acknowledged", Long.toString(acknowledged))
                .with("passwords", String.join(" ", passwords))
                .withNodes(children);
    }

    /**
     * Reads what was stored, by this version or another. Of one that cannot be resumed, the stanzas are saved all the same.
     *
     * @throws IllegalArgumentException when it does not even say whose it was
     */
    static SavedSession read(Element xml) {
        Jid jid = address(xml);
        try {
            Ticket ticket = new Ticket(required(xml, "token"), Duration.parse(required(xml, "window")));
            if (!required(xml, "version").equals(VERSION)) {
                return rescued(xml, jid);
            }
            Map<String, Element> memories = new LinkedHashMap<>();
            for (Element memory : xml.children(NAMESPACE, "memory")) {
                memories.put(required(memory, "name"), only(memory));
            }
            return new SavedSession(
                    jid,
                    ticket,
                    xml.attribute("lang", ""),
                    Instant.parse(required(xml, "until")),
                    count(xml, "received"),
                    count(xml, "acknowledged"),
                    queue(xml),
                    passwords(xml),
                    memories);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return rescued(xml, jid);
        }
    }

    private static Jid address(Element xml) {
        try {
            Jid jid = Jid.parse(xml.attribute("jid", ""));
            if (jid.isBare() || !jid.hasLocal()) {
                throw new IllegalArgumentException("not the address of a session");
            }
            return jid;
        } catch (MalformedJidException e) {
            throw new IllegalArgumentException("not the address of a session", e);
        }
    }

    private static SavedSession rescued(Element xml, Jid jid) {
        List<Unacknowledged.Entry> readable = xml.children(NAMESPACE, "sent").stream()
                .flatMap(sent -> readable(sent).stream())
                .toList();
        return new SavedSession(jid, Ticket.NONE, "", Instant.EPOCH, 0, 0, readable, Set.of(), Map.of());
    }

    private static Optional<Unacknowledged.Entry> readable(Element sent) {
        try {
            return Optional.of(entry(sent));
        } catch (IllegalArgumentException e) {
            // Without a stanza or its time: there is nothing to deliver.
            return Optional.empty();
        }
    }

    private static List<Unacknowledged.Entry> queue(Element xml) {
        return xml.children(NAMESPACE, "sent").stream().map(SavedSession::entry).toList();
    }

    private static Set<String> passwords(Element xml) {
        String prints = required(xml, "passwords");
        return prints.isEmpty() ? Set.of() : Set.of(prints.split(" "));
    }

    private static Unacknowledged.Entry entry(Element sent) {
        return Unacknowledged.Entry.of(only(sent), Long.parseLong(required(sent, "at")));
    }

    private static Element only(Element parent) {
        return parent.firstChild().orElseThrow(() -> new IllegalArgumentException("nothing in it"));
    }

    private static long count(Element xml, String attribute) {
        return Sm.number(xml, attribute).orElseThrow(() -> new IllegalArgumentException("not a count"));
    }

    private static String required(Element xml, String attribute) {
        return xml.attribute(attribute).orElseThrow(() -> new IllegalArgumentException("an attribute is missing"));
    }

    /** Whether it is as it was: otherwise no more of it is known than whose it was, and some stanzas. */
    boolean isWhole() {
        return ticket.isResumable();
    }
}
