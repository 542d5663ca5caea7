package im.regent.kit.suite;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.kit.check.Check;
import im.regent.kit.check.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SuiteTest {
    private static final Path RULES = Path.of(System.getProperty("regent.root", ".."), "docs/rules/privilege.tsv");

    private static List<Check> checks() {
        return Suite.groups().stream().flatMap(group -> group.checks().stream()).toList();
    }

    @Test
    void everyCheckShowsRulesThatExist() throws IOException {
        Set<String> rules = Files.readAllLines(RULES).stream()
                .map(line -> line.split("\t", 2)[0])
                .collect(Collectors.toSet());

        assertThat(checks())
                .allSatisfy(check ->
                        assertThat(check.rules()).as(check.title()).isNotEmpty().isSubsetOf(rules));
    }

    @Test
    void titlesTellChecksOfAGroupApart() {
        for (Group group : Suite.groups()) {
            assertThat(group.checks()).extracting(Check::title).doesNotHaveDuplicates();
        }
        assertThat(Suite.groups()).extracting(Group::name).doesNotHaveDuplicates();
    }

    @Test
    void theCoreOfBothSpecificationsIsAskedFor() {
        Set<String> shown =
                checks().stream().flatMap(check -> check.rules().stream()).collect(Collectors.toSet());

        assertThat(shown)
                .contains("P3", "P4", "P5", "P9", "P12", "P14", "P15", "P16", "P18", "P19", "P25", "P26", "P27", "P30")
                .contains("P31", "P32", "P35", "P36", "P37", "P38", "D2", "D3", "D4", "D6", "D7", "D8", "D9", "D10");
    }
}
