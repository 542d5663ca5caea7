package im.regent.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 6120 §4.9: the XML of stream errors. */
class StreamErrorTest {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-streams";

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SEE_OTHER_HOST", "UNDEFINED_CONDITION"})
    void errorHoldsOneConditionAndPerhapsAText(StreamCondition condition) {
        Element bare = Element.of(XmlWriter.STREAMS, "error").plus(Element.of(NAMESPACE, condition.element()));
        assertThat(StreamError.of(condition).xml()).isEqualTo(bare);
        assertThat(StreamError.of(condition, "a < b").xml())
                .isEqualTo(bare.plus(Element.text(NAMESPACE, "text", "a < b").with(Attribute.lang("en"))));
    }

    @Test
    void anotherHostStandsInItsCondition() {
        assertThat(StreamError.seeOtherHost("[2001:db8::1]:5222").xml())
                .isEqualTo(Element.of(XmlWriter.STREAMS, "error")
                        .plus(Element.text(NAMESPACE, "see-other-host", "[2001:db8::1]:5222")));
        assertThatThrownBy(() -> StreamError.of(StreamCondition.SEE_OTHER_HOST))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StreamError(StreamCondition.RESET, "capulet.lit", "", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
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
