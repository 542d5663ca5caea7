package im.regent.kit.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import im.regent.bench.stream.Target.Encryption;
import java.io.File;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SceneTest {
    private static final File TEMPLATE =
            new File(System.getProperty("regent.root", ".."), "privilege-kit/conf/kit.conf");

    private static Config given(String more) {
        return ConfigFactory.parseString(more)
                .withFallback(ConfigFactory.parseFile(TEMPLATE))
                .withFallback(ConfigFactory.parseResources("im/regent/kit/defaults.conf"))
                .resolve();
    }

    @Test
    void theTemplateAndTheDefaultsAreAWholeScene() {
        Scene scene = Scene.read(given(""));

        assertThat(scene.target().domain()).isEqualTo("localhost");
        assertThat(scene.target().encryption()).isEqualTo(Encryption.STARTTLS);
        assertThat(scene.accounts()).containsOnlyKeys(User.values());
        assertThat(scene.entities()).containsOnlyKeys(Entity.values());
        assertThat(scene.pace().patience()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aComponentMayHaveAPortOfItsOwn() {
        Scene scene = Scene.read(given("components.pep.port = 7"));

        assertThat(Objects.requireNonNull(scene.entities().get(Entity.PEP))
                        .address()
                        .getPort())
                .isEqualTo(7);
        assertThat(Objects.requireNonNull(scene.entities().get(Entity.FULL))
                        .address()
                        .getPort())
                .isEqualTo(5347);
    }

    @Test
    void secretsAreNotShown() {
        assertThat(Scene.read(given("")).toString()).doesNotContain("secret of");
    }

    @Test
    void whatIsMissingIsNamed() {
        Config config = ConfigFactory.parseString("server { name = x }");

        assertThatThrownBy(() -> Scene.read(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("host");
    }
}
