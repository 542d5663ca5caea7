package im.regent.im.reporting;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A report, reduced to what XEP-0377 §4 to §6 know of it.
 *
 * @param reason a URN; the XEP defines two and leaves room for more
 * @param stanzaIds the {@code <stanza-id/>} elements of the messages that are reported (§6), unverified
 * @param texts the user's words, in {@code <text/>} elements with their languages
 * @param consents what the user allows to be done with the report (§5): {@code <report-origin/>}, {@code <third-party/>}
 */
record Report(String reason, List<Element> stanzaIds, List<Element> texts, List<Element> consents) {
    static final String NAMESPACE = "urn:xmpp:reporting:1";
    static final String SPAM = "urn:xmpp:reporting:spam";
    static final String ABUSE = "urn:xmpp:reporting:abuse";

    private static final String STANZA_IDS = "urn:xmpp:sid:0";
    private static final int MAX_REASON = 255;
    private static final int MAX_ID = 255;
    private static final int MAX_IDS = 50;
    private static final int MAX_TEXTS = 10;

    Report {
        stanzaIds = List.copyOf(stanzaIds);
        texts = List.copyOf(texts);
        consents = List.copyOf(consents);
    }

    /** The report in a blocked item; empty if there is none, or it lacks its reason or is not the only one. */
    static Optional<Report> parse(Element item, int maxTextBytes) {
        List<Element> reports = item.children(NAMESPACE, "report");
        String reason =
                reports.size() == 1 ? reports.get(0).attribute("reason", "").strip() : "";
        if (reason.isEmpty() || reason.length() > MAX_REASON) {
            return Optional.empty();
        }
        Element report = reports.get(0);
        return Optional.of(new Report(reason, stanzaIds(report), texts(report, maxTextBytes), consents(report)));
    }

    private static List<Element> stanzaIds(Element report) {
        return report.children(STANZA_IDS, "stanza-id").stream()
                .limit(MAX_IDS)
                .flatMap(element -> stanzaId(element).stream())
                .toList();
    }

    private static Optional<Element> stanzaId(Element element) {
        String id = element.attribute("id", "");
        if (id.isEmpty() || id.length() > MAX_ID) {
            return Optional.empty();
        }
        try {
            Jid by = Jid.parse(element.attribute("by", ""));
            return Optional.of(Element.of(STANZA_IDS, "stanza-id")
                    .with("by", by.toString())
                    .with("id", id));
        } catch (MalformedJidException e) {
            return Optional.empty();
        }
    }

    private static List<Element> texts(Element report, int maxBytes) {
        List<Element> texts = new ArrayList<>();
        int left = maxBytes;
        for (Element element : report.children(NAMESPACE, "text")) {
            String text = shortened(element.text().strip(), left);
            if (!text.isEmpty() && texts.size() < MAX_TEXTS) {
                Element copy = Element.text(NAMESPACE, "text", text);
                texts.add(element.lang()
                        .filter(lang -> lang.length() <= MAX_ID)
                        .map(lang -> copy.with(Attribute.lang(lang)))
                        .orElse(copy));
                left -= bytes(text);
            }
        }
        return texts;
    }

    private static String shortened(String text, int maxBytes) {
        int end = text.length();
        // Each round leaves away at least as many bytes as are too many, or all.
        while (end > 0 && bytes(text.substring(0, end)) > maxBytes) {
            int excess = bytes(text.substring(0, end)) - maxBytes;
            end = Math.max(0, end - Math.max(1, excess / 4));
            if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
        }
        return text.substring(0, end);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static List<Element> consents(Element report) {
        List<Element> consents = new ArrayList<>();
        for (String consent : List.of("report-origin", "third-party")) {
            report.child(NAMESPACE, consent).ifPresent(given -> consents.add(Element.of(NAMESPACE, consent)));
        }
        return consents;
    }

    /** A word that is safe to log: peers choose other reasons freely. */
    String reasonForLog() {
        return switch (reason) {
            case SPAM -> "spam";
            case ABUSE -> "abuse";
            default -> "other";
        };
    }

    /** The report made anew. */
    Element xml() {
        List<Element> children = new ArrayList<>(stanzaIds);
        children.addAll(texts);
        children.addAll(consents);
        return Element.of(NAMESPACE, "report").with("reason", reason).withNodes(children);
    }
}
