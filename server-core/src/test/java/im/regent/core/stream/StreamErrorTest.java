package im.regent.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 6120 §4.9: the XML of stream errors. */
class StreamErrorTest {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-streams";

    @ParameterizedTest
    @EnumSource(StreamCondition.class)
    void errorHoldsOneConditionAndPerhapsAText(StreamCondition condition) {
        Element bare = Element.of(XmlWriter.STREAMS, "error").plus(Element.of(NAMESPACE, condition.element()));
        assertThat(StreamError.of(condition).xml()).isEqualTo(bare);
        assertThat(StreamError.of(condition, "a < b").xml())
                .isEqualTo(bare.plus(Element.text(NAMESPACE, "text", "a < b").with(Attribute.lang("en"))));
    }

    @Test
    void conditionsAreThoseOfTheRfc() {
        assertThat(Arrays.stream(StreamCondition.values()).map(StreamCondition::element))
                .containsExactlyInAnyOrder(
                        "bad-format",
                        "bad-namespace-prefix",
                        "conflict",
                        "connection-timeout",
                        "host-gone",
                        "host-unknown",
                        "improper-addressing",
                        "internal-server-error",
                        "invalid-from",
                        "invalid-namespace",
                        "invalid-xml",
                        "not-authorized",
                        "not-well-formed",
                        "policy-violation",
                        "remote-connection-failed",
                        "reset",
                        "resource-constraint",
                        "restricted-xml",
                        "see-other-host",
                        "system-shutdown",
                        "undefined-condition",
                        "unsupported-encoding",
                        "unsupported-feature",
                        "unsupported-stanza-type",
                        "unsupported-version");
    }
}
