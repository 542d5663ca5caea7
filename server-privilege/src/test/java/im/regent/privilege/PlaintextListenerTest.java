package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.config.Configuration;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Privileges do not travel in the clear. */
@Spec(xep = 356, version = "0.4.1")
class PlaintextListenerTest {
    private static String problems(String listen, String grant) {
        Configuration configuration =
                Configuration.ofString("listen { component { enabled = true, " + listen + """
                 } }
                components { "g.lit" { secret = "0123456789abcdef" } }
                virtual-hosts { "capulet.lit" { privileged-entities { "g.lit" { %s } } } }
                """.formatted(grant));
        GrantsReader.read(configuration.root());
        return configuration.problems().toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"0.0.0.0\"", "\"192.0.2.7\"", "\"::\"", "\"xmpp.example\"", "\"127.example.com\""})
    @Section("9")
    void addressesThatOthersReachAreRefused(String address) {
        assertThat(problems("address = " + address, "message = outgoing"))
                .contains("listen.component.address", "what g.lit may do for users");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "address = \"127.0.0.1\"",
                "address = \"127.0.0.2\"",
                "address = \"::1\"",
                "address = \"localhost\"",
                "address = \"0.0.0.0\", allow-plaintext = true",
                "address = \"0.0.0.0\", enabled = false"
            })
    @Section("9")
    void whatIsProtectedIsAccepted(String listen) {
        assertThat(problems(listen, "message = outgoing")).doesNotContain("g.lit may do");
    }

    @Test
    @Section("9")
    void componentsWithoutPrivilegesMayConnectFromAnywhere() {
        assertThat(problems("address = \"0.0.0.0\"", "message = none")).doesNotContain("g.lit may do");
    }
}
