package im.regent.dist.docs;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.config.ReferencePage;
import im.regent.core.feature.FeatureFactory;
import im.regent.core.server.ServerSettings;
import im.regent.dist.server.Loading;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

/** Pages that are made from the program; {@code -Dregent.docs.write=true} writes them anew. */
@Spec(xep = 453, version = "0.1.2")
class GeneratedPagesTest {
    private static final Path DOCS =
            Path.of(System.getProperty("regent.root", "..")).resolve("docs");

    private static void compare(String name, String rendered) throws IOException {
        if (Boolean.getBoolean("regent.docs.write")) {
            Files.writeString(DOCS.resolve(name), rendered);
        }
        assertThat(Files.readString(DOCS.resolve(name))).isEqualTo(rendered);
    }

    @Test
    void theConfigurationReferenceIsWhatTheProgramHas() throws IOException {
        compare("configuration.md", new ReferencePage(Loading.defaults()).render());
    }

    @Test
    void everyKeyIsExplained() {
        assertThat(new ReferencePage(Loading.defaults()).uncommented()).isEmpty();
    }

    @Test
    void theCommandPageIsWhatTheCommandsSay() throws IOException {
        compare("cli.md", CliPage.render());
    }

    @Test
    @Section("4")
    void theDescriptionOfTheProjectIsWhatTheFeaturesSay() throws IOException, XMLStreamException {
        compare("regent.doap", DoapPage.render());
    }

    @Test
    @Section("4")
    void everyFeatureSaysWhatItImplements() {
        assertThat(ServerSettings.installedFeatures())
                .filteredOn(factory -> factory.specifications().isEmpty())
                .extracting(FeatureFactory::id)
                .isEmpty();
    }
}
