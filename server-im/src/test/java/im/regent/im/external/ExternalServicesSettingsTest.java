package im.regent.im.external;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.config.Configuration;
import im.regent.core.config.Problem;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Spec(xep = 215, version = "1.0.0")
class ExternalServicesSettingsTest {
    private static final String HEAD = "credentials-valid-for = 1 hour, credentials-on-request = true\n";
    private static final String TURN = "type = turn, host = \"turn.capulet.lit\", port = 3478, transport = udp\n";

    private static Configuration configuration(String service) {
        return Configuration.ofString(HEAD + "services { turn { " + TURN + service + " } }");
    }

    private static List<Problem> problems(String service) {
        Configuration configuration = configuration(service);
        ExternalServicesSettings.read(configuration.root());
        return configuration.problems();
    }

    @ParameterizedTest
    @Section("2")
    @CsvSource(
            delimiter = '|',
            value = {
                "type = \"a b\"|a word such as",
                "host = \"https://turn.capulet.lit\"|a domain or an IP address",
                "port = 0|port",
                "transport = pigeon|transport",
                "username = guest|go together",
                "password = \"pass\"|go together",
                "secret = \"s\", username = guest, password = \"pass\"|either a secret or"
            })
    void whatCannotBeUsedStopsTheStart(String service, String problem) {
        assertThat(problems(service)).singleElement().asString().contains(problem);
    }

    @ParameterizedTest
    @Section("2")
    @CsvSource(
            delimiter = '|',
            value = {
                "host = \"192.0.2.1\"",
                "host = \"2001:db8::1\"",
                "secret = \"s\"",
                "username = guest, password = p"
            })
    void goodServicesAreTaken(String service) {
        assertThat(problems(service)).isEmpty();
    }

    @Test
    @Section("7")
    void secretsAreNotPrinted() {
        for (String service : List.of("secret = \"north\"", "username = guest, password = \"north\"")) {
            assertThat(ExternalServicesSettings.read(configuration(service).root()))
                    .asString()
                    .doesNotContain("north");
        }
    }
}
