package im.regent.im.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Spec(xep = 377, version = "0.4.1")
class ReportTest {
    private static final Element REPORT = Element.of(Report.NAMESPACE, "report").with("reason", Report.SPAM);

    private static Optional<Report> parsed(Element... children) {
        return Report.parse(Element.of("urn:xmpp:blocking", "item", children), 10);
    }

    private static Element text(String text) {
        return Element.text(Report.NAMESPACE, "text", text);
    }

    private static Element stanzaId(String by, String id) {
        return Element.of("urn:xmpp:sid:0", "stanza-id").with("by", by).with("id", id);
    }

    @Test
    @Section("4")
    void itemWithoutAReportHasNone() {
        assertThat(parsed()).isEmpty();
        assertThat(parsed(Element.of("urn:xmpp:reporting:0", "report").with("reason", Report.SPAM)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    @Section("4")
    void reportWithoutAReasonIsNone(String reason) {
        assertThat(parsed(REPORT.without("reason"))).isEmpty();
        assertThat(parsed(REPORT.with("reason", reason))).isEmpty();
        assertThat(parsed(REPORT.with("reason", "x".repeat(256)))).isEmpty();
    }

    @Test
    @Section("7")
    void twoReportsOfOneAddressAreNone() {
        assertThat(parsed(REPORT, REPORT)).isEmpty();
    }

    @Test
    @Section("6")
    void everythingKnownIsKeptAndNothingElse() {
        Report report = parsed(REPORT.with("other", "x")
                        .plus(stanzaId("Romeo@example.net", "28482").with("other", "x"))
                        .plus(text("  ciao ").with(Attribute.lang("it")))
                        .plus(Element.of("urn:x", "payload"))
                        .plus(Element.of(Report.NAMESPACE, "third-party").plus(text("x")))
                        .plus(Element.of(Report.NAMESPACE, "report-origin")))
                .orElseThrow();
        assertThat(report.xml())
                .isEqualTo(REPORT.plus(stanzaId("romeo@example.net", "28482"))
                        .plus(text("ciao").with(Attribute.lang("it")))
                        .plus(Element.of(Report.NAMESPACE, "report-origin"))
                        .plus(Element.of(Report.NAMESPACE, "third-party")));
    }

    @Test
    @Section("5")
    void consentIsNeverInvented() {
        assertThat(parsed(REPORT).orElseThrow().xml()).isEqualTo(REPORT);
        assertThat(parsed(REPORT.plus(Element.of("urn:x", "third-party")))
                        .orElseThrow()
                        .consents())
                .isEmpty();
    }

    @Test
    @Section("6")
    void stanzaIdsAreWholeAndBounded() {
        Element report = REPORT.plus(stanzaId("", "1"))
                .plus(stanzaId("a@b.lit", ""))
                .plus(stanzaId("@b.lit", "1"))
                .plus(stanzaId("a@b.lit", "x".repeat(256)));
        assertThat(parsed(report).orElseThrow().stanzaIds()).isEmpty();
        for (int i = 0; i < 60; i++) {
            report = report.plus(stanzaId("a@b.lit", "id" + i));
        }
        assertThat(parsed(report).orElseThrow().stanzaIds()).hasSizeBetween(40, 50);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Never came trouble to my house like this.",
                "ééééééééé",
                "€€€€€€€€€",
                "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00",
                "a\uD83D\uDE00b\uD83D\uDE00c\uD83D\uDE00"
            })
    @Section("4")
    void wordsAreCutBetweenCharacters(String words) {
        String kept =
                parsed(REPORT.plus(text(words))).orElseThrow().texts().get(0).text();
        assertThat(words).startsWith(kept);
        assertThat(kept.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(6, 10);
        assertThat(Character.isHighSurrogate(kept.charAt(kept.length() - 1))).isFalse();
    }

    @Test
    @Section("8")
    void manyTextsShareTheBound() {
        Report report = parsed(REPORT.plus(text("123456"))
                        .plus(text(""))
                        .plus(text("123456"))
                        .plus(text("123456")))
                .orElseThrow();
        assertThat(report.texts()).containsExactly(text("123456"), text("1234"));
    }

    @Test
    @Section("4")
    void otherReasonsArePassedOnButNotLogged() {
        Report report = parsed(REPORT.with("reason", "urn:x:\nreason")).orElseThrow();
        assertThat(report.reasonForLog()).isEqualTo("other");
        assertThat(report.xml().attribute("reason")).contains("urn:x:\nreason");
        assertThat(parsed(REPORT).orElseThrow().reasonForLog()).isEqualTo("spam");
        assertThat(parsed(REPORT.with("reason", Report.ABUSE)).orElseThrow().reasonForLog())
                .isEqualTo("abuse");
    }
}
