package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.config.Configuration;
import im.regent.core.jid.Jid;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users who are named by their groups. */
@Spec(xep = 356, version = "0.4.1")
class UserGroupsTest {
    private static final Jid PUBSUB = Jid.valueOf("pubsub.capulet.lit");

    private static String ofGroups(String users) {
        return "components { \"pubsub.capulet.lit\" {} }\n"
                + "virtual-hosts { \"capulet.lit\" { groups { staff = [\"Juliet\", nurse], night = [romeo] }\n"
                + "privileged-entities { \"pubsub.capulet.lit\" { roster = get, users { " + users + " } } } } }";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "groups = [staff]                     | juliet nurse",
                "groups = [staff, night]              | juliet nurse romeo",
                "groups = [night], allow = [tybalt]   | romeo tybalt",
                "groups = [night], allow = [\"*\"]     | juliet nurse romeo tybalt",
                "groups = [staff], deny = [nurse]     | juliet",
                "groups = []                          |",
            })
    @Section("9")
    void usersMayBeNamedByTheirGroups(String users, String expected) {
        Scope scope = GrantsReader.read(Configuration.ofString(ofGroups(users)).root())
                .find("capulet.lit", PUBSUB)
                .orElseThrow()
                .scope();

        assertThat(Stream.of("juliet", "nurse", "romeo", "tybalt")
                        .filter(name -> scope.includes(Jid.valueOf(name + "@capulet.lit"))))
                .isEqualTo(expected == null ? List.of() : List.of(expected.split(" ")));
    }

    @Test
    @Section("9")
    void groupThatIsNotThereIsNobodyAndAnError() {
        assertThat(GrantsTest.problems(ofGroups("groups = [stuff]")))
                .containsExactly(
                        "configuration:3: virtual-hosts.\"capulet.lit\".privileged-entities.\"pubsub.capulet.lit\".users."
                                + "groups: there is no group \"stuff\"; there are night, staff"
                                + "\n  Add groups { stuff = [\"…\"] } to the virtual host.");
    }
}
