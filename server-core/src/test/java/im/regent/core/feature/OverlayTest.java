package im.regent.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.hook.Registration;
import im.regent.core.routing.Target;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What others say about namespaces of a virtual host. */
class OverlayTest {
    private final Advertised advertised = new Advertised();

    @BeforeEach
    void own() {
        for (String feature : List.of("urn:a", "urn:a#b", "urn:a#b#c", "urn:a:d", "urn:ab", "urn:z")) {
            advertised.feature(Target.HOST, feature);
        }
        advertised.identity(Target.HOST, new Identity("server", "im", "own"));
        advertised.form(Target.HOST, new InfoForm("urn:a#form", Map.of()));
        advertised.form(Target.HOST, new InfoForm("urn:z", Map.of()));
    }

    private Registration overlay(String host, Overlay overlay) {
        return advertised.overlay(Target.HOST, host, () -> overlay);
    }

    private static Overlay hiding(String namespace, String... features) {
        return new Overlay(Set.of(namespace), List.of(), Set.of(features), List.of());
    }

    @Test
    void withoutOverlaysEverythingIsTheServersOwn() {
        Information information = advertised.on("a.lit", Target.HOST);

        assertThat(information.features()).containsExactlyElementsOf(advertised.features(Target.HOST));
        assertThat(information.identities()).isEqualTo(advertised.identities(Target.HOST));
        assertThat(information.forms()).isEqualTo(advertised.forms(Target.HOST));
    }

    @Test
    void namespaceIsHiddenWithWhatContinuesItBehindAMark() {
        overlay("a.lit", hiding("urn:a"));

        Information information = advertised.on("a.lit", Target.HOST);
        assertThat(information.features()).containsExactly("urn:a:d", "urn:ab", "urn:z");
        assertThat(information.forms()).extracting(InfoForm::type).containsExactly("urn:z");
        assertThat(advertised.on("b.lit", Target.HOST).features()).hasSize(6);
        assertThat(advertised.on("a.lit", Target.ACCOUNT).features()).isEmpty();
    }

    @Test
    void namespaceWithAMarkIsHiddenAlone() {
        overlay("a.lit", hiding("urn:a#b"));

        assertThat(advertised.on("a.lit", Target.HOST).features())
                .containsExactly("urn:a", "urn:a:d", "urn:ab", "urn:z");
    }

    @Test
    void whatOneAddsAnotherDoesNotHide() {
        overlay("a.lit", hiding("urn:z", "urn:a#b", "urn:new"));
        overlay("a.lit", hiding("urn:a", "urn:z", "urn:new"));

        assertThat(advertised.on("a.lit", Target.HOST).features())
                .containsExactly("urn:a#b", "urn:a:d", "urn:ab", "urn:new", "urn:z");
    }

    @Test
    void identitiesAndFormsAreThereOnce() {
        InfoForm first = new InfoForm("urn:f", Map.of("a", List.of("1")));
        InfoForm second = new InfoForm("urn:f", Map.of("a", List.of("2")));
        Identity pep = new Identity("pubsub", "pep", "");
        overlay("a.lit", new Overlay(Set.of(), List.of(pep), Set.of(), List.of(first)));
        overlay(
                "a.lit",
                new Overlay(
                        Set.of(),
                        List.of(new Identity("pubsub", "pep", "again"), new Identity("server", "im", "other")),
                        Set.of(),
                        List.of(second)));

        Information information = advertised.on("a.lit", Target.HOST);
        assertThat(information.identities()).containsExactly(new Identity("server", "im", "own"), pep);
        assertThat(information.forms()).extracting(InfoForm::type).containsExactly("urn:a#form", "urn:f", "urn:z");
        assertThat(information.forms()).contains(first);
    }

    @Test
    void overlayIsTakenBack() {
        overlay("a.lit", hiding("urn:a")).close();

        assertThat(advertised.on("a.lit", Target.HOST).features()).hasSize(6);
    }
}
