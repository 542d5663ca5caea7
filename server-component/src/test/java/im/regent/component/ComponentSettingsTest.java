package im.regent.component;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.config.Configuration;
import im.regent.core.config.Defaults;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.server.ServerSettings;
import im.regent.core.stream.StreamRate;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Spec(rfc = 6120)
class ComponentSettingsTest {
    private static Configuration read(String text) {
        List<FeatureFactory<?>> factories = List.of(new ComponentFeatureFactory());
        Configuration configuration = Configuration.ofString(
                text + "\nvirtual-hosts { \"capulet.lit\" {} }",
                ServerSettings.defaults(factories).toArray(Defaults[]::new));
        ServerSettings.read(configuration.root(), factories);
        return configuration;
    }

    private static String report(String text) {
        return read(text).problems().toString();
    }

    @Test
    void defaultsAreSoundAndListenOnLoopback() {
        assertThat(read("").problems()).isEmpty();
        ComponentSettings settings = ComponentSettings.read(read("").root());
        assertThat(settings.listeners())
                .containsExactly(new ComponentSettings.Port("component", "127.0.0.1", 5347, false));
        assertThat(ComponentSettings.read(read("listen { component.enabled = false, component-tls.enabled = true }")
                                .root())
                        .listeners())
                .containsExactly(new ComponentSettings.Port("component-tls", "0.0.0.0", 5348, true));
        assertThat(settings.onConflict()).isEqualTo(ComponentSettings.OnConflict.REPLACE);
        assertThat(settings.secrets()).isEmpty();
    }

    @Test
    @Section(value = "13.12", rules = "R148")
    void limitOfStanzasIsNeverBelowTenThousandBytes() {
        assertThat(report("component.max-stanza-size = 9999 B")).contains("max-stanza-size");
        assertThat(report("component.max-stanza-size = 10000 B")).isEqualTo("[]");
    }

    @Test
    void componentsSendAsFastAsTheyLikeUnlessTheOperatorSaysOtherwise() {
        StreamRate unlimited = ComponentSettings.read(read("").root()).rate();
        assertThat(unlimited).isEqualTo(StreamRate.unlimited());
        String limits = "component.rate { stanzas-per-second = 5, burst-stanzas = 50 }";
        assertThat(ComponentSettings.read(read(limits).root()).rate()).isEqualTo(new StreamRate(0, 0, 5, 50));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "components { \"gateway.capulet.lit\" {} },                              a component needs a secret",
                "components { \"gateway.capulet.lit\" { secret = \"\" } },               secret",
                "components { \"capulet.lit\" { secret = \"0123456789abcdef\" } },       virtual host",
                "components { \"CAPULET.lit\" { secret = \"0123456789abcdef\" } },       virtual host",
                "components { gateway.capulet.lit { secret = \"0123456789abcdef\" } },   quotes",
                "components { \"a b\" { secret = \"0123456789abcdef\" } },               a b",
                "components { \"x@capulet.lit\" { secret = \"0123456789abcdef\" } },     x@capulet.lit",
                "components { \"g.lit\" { secert = \"0123456789abcdef\" } },             secert",
                "component.on-conflict = keep,                                           on-conflict",
                "component.handshake-timeout = 0s,                                       handshake-timeout",
                "component.max-stanza-size = 9999 B,                                     max-stanza-size",
                "component.max-pending = 1 KiB,                                          max-pending",
                "listen.component.port = 70000,                                          port",
                "listen.component.port = -1,                                             port",
                "listen.component.adress = \"::1\",                                      adress",
            })
    void badSettingsAreRefused(String text, String expected) {
        assertThat(report(text)).contains(expected);
    }

    @Test
    void shortSecretIsWarnedOfAndNeverPrinted() {
        Configuration configuration = read("components { \"g.lit\" { secret = \"hunter2\" } }");
        assertThat(configuration.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.isError()).isFalse();
            assertThat(problem.toString()).contains("16").doesNotContain("hunter2");
        });
        assertThat(ComponentSettings.read(configuration.root()).toString()).doesNotContain("hunter2");
        assertThat(read("components { \"g.lit\" { secret = \"0123456789abcdef\" } }")
                        .problems())
                .isEmpty();
    }

    @Test
    void addressIsKeptAsItIsOnTheWire() {
        ComponentSettings settings =
                ComponentSettings.read(read("components { \"Gateway.CAPULET.lit\" { secret = \"0123456789abcdef\" } }")
                        .root());
        assertThat(settings.secrets()).containsOnlyKeys("gateway.capulet.lit");
    }
}
