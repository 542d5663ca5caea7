package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.stanza.StanzaError;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stanza errors that only resource binding says. */
@Spec(rfc = 6120)
class BindConditionsTest {
    /** The type of the first is that of §7.7.2.2, where another resource helps; §8.3.3.2 has another for other cases. */
    @ParameterizedTest
    @CsvSource({
        "c2s.resource-conflict = refuse, balcony, conflict, modify",
        "c2s.max-resources = 1, garden, resource-constraint, wait",
    })
    @Section(
            value = "8.3.3.2",
            rules = {"R113", "R120", "R122"})
    void refusedResourceIsToldByItsCondition(String config, String resource, String condition, String type) {
        try (ClientWorld world = new ClientWorld(config)) {
            Script.bound(world, "balcony");
            WiredClient second = Script.authenticated(world).sends(Script.bind("b", resource));
            Element answer = second.elements.getLast();
            assertThat(answer.localName()).isEqualTo("iq");
            assertThat(answer.attribute("type")).contains("error");
            assertThat(answer.attribute("id")).contains("b");
            Element error = answer.child("jabber:client", "error").orElseThrow();
            assertThat(error.attribute("type")).contains(type);
            assertThat(error.children().get(0).name()).isEqualTo(new Name(StanzaError.NAMESPACE, condition));
            assertThat(second.isOver()).isFalse();
        }
    }
}
