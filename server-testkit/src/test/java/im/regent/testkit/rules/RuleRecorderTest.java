package im.regent.testkit.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import im.regent.testkit.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a class of sample tests under the recorder; the build itself does not run that class. */
class RuleRecorderTest {
    private static final String CLASS = Sample.class.getName();

    @TempDir
    Path directory;

    /** Of every kind one. */
    @Section(value = "1", rules = "R1")
    static class Sample {
        @Test
        @Section(
                value = "2",
                rules = {"R2", "R3"})
        void passes() {}

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        @Section(value = "4", rules = "R4")
        void failsOnce(int number) {
            assertThat(number).isNotEqualTo(2);
        }

        @Test
        @Disabled("it shows what becomes of a test that is skipped")
        @Section(value = "5", rules = "R5")
        void isSkipped() {}
    }

    private static void run(String directory) {
        LauncherConfig alone = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        LauncherFactory.create(alone)
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(Sample.class))
                                .build(),
                        new RuleRecorder(directory));
    }

    private List<String> recorded() throws IOException {
        return Files.readAllLines(directory.resolve(CLASS + ".tsv"));
    }

    @Test
    void aTestProvesItsOwnRulesAndThoseOfItsClass() throws IOException {
        run(directory.toString());

        assertThat(recorded())
                .contains(
                        "R2\t" + CLASS + "\tpasses\t1\t0\t0",
                        "R3\t" + CLASS + "\tpasses\t1\t0\t0",
                        "R1\t" + CLASS + "\tpasses\t1\t0\t0");
    }

    @Test
    void theCasesOfAParametrisedTestAreCounted() throws IOException {
        run(directory.toString());

        assertThat(recorded()).contains("R4\t" + CLASS + "\tfailsOnce\t2\t1\t0");
    }

    @Test
    void aSkippedTestIsNotedAsSkipped() throws IOException {
        run(directory.toString());

        assertThat(recorded()).contains("R5\t" + CLASS + "\tisSkipped\t0\t0\t1");
    }

    @Test
    void nothingIsWrittenWithoutADirectory() {
        run("");

        assertThat(directory).isEmptyDirectory();
    }
}
