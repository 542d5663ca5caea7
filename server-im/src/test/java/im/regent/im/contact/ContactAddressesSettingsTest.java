package im.regent.im.contact;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.config.Configuration;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Spec(xep = 157, version = "1.1.1")
class ContactAddressesSettingsTest {
    private static final String KINDS = "abuse=[],admin=[],feedback=[],sales=[],security=[],status=[],support=[]\n";

    private static Configuration with(String kind, String address) {
        return Configuration.ofString(KINDS + kind + " = [\"" + address + "\"]");
    }

    @ParameterizedTest
    @Section("3")
    @ValueSource(strings = {"abuse", "admin", "feedback", "sales", "security", "status", "support"})
    void everyKindHasItsField(String kind) {
        Configuration configuration = with(kind, "xmpp:help@capulet.lit");
        assertThat(ContactAddressesSettings.read(configuration.root()).fields().keySet())
                .containsExactly(kind + "-addresses");
        assertThat(configuration.problems()).isEmpty();
    }

    @ParameterizedTest
    @Section("3")
    @ValueSource(strings = {"abuse@capulet.lit", "/help", "mailto:", "https://a b/", "xmpp:\u00e4@capulet.lit"})
    void whatIsNotAUriStopsTheStart(String address) {
        Configuration configuration = with("status", address);
        ContactAddressesSettings.read(configuration.root());
        assertThat(configuration.problems()).singleElement().asString().contains("is not a URI");
    }

    @Test
    @Section("3")
    void withoutAddressesThereIsNoForm() {
        assertThat(ContactAddressesSettings.read(Configuration.ofString(KINDS).root())
                        .fields())
                .isEmpty();
    }
}
