package im.regent.dist.server;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadingTest {
    @TempDir
    Path directory;

    private Loaded load(String text, Wishes wishes) throws IOException {
        Path file = Files.writeString(directory.resolve("regent.conf"), text);
        return new Loading(new Home(directory), Map.of()).load(file, wishes);
    }

    private static Wishes wishes(Path data, int offset, String... settings) {
        return new Wishes(null, data, offset, List.of(settings));
    }

    private static String host(String more) {
        return "virtual-hosts { \"example.org\" { } }\n" + more;
    }

    @Test
    void relativePathsStartFromTheInstallation() throws IOException {
        Loaded loaded = load(host(""), Wishes.none());

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.data()).isEqualTo(directory.resolve("data"));
        assertThat(loaded.tls().directory()).isEqualTo(directory.resolve("conf/certs"));
        assertThat(loaded.storage().url()).isEqualTo("jdbc:h2:file:" + directory.resolve("data/regent"));
    }

    @Test
    void aDataDirectoryTakesTheEmbeddedDatabaseAlong() throws IOException {
        Path data = directory.resolve("elsewhere");

        Loaded loaded = load(host(""), wishes(data, 0));

        assertThat(loaded.data()).isEqualTo(data);
        assertThat(loaded.storage().url()).isEqualTo("jdbc:h2:file:" + data.resolve("regent"));
    }

    @Test
    void aDatabaseThatWasChosenStays() throws IOException {
        String url = "jdbc:postgresql://db.example.org/regent";

        Loaded loaded = load(host("storage.url = \"" + url + "\""), wishes(directory.resolve("elsewhere"), 0));

        assertThat(loaded.storage().url()).isEqualTo(url);
    }

    @Test
    void aSettingFromTheCommandLineWinsAndIsTakenAsItStands() throws IOException {
        String url = "jdbc:postgresql://127.0.0.1:5433/regent?user=regent&password=a_b-c";

        Loaded loaded = load(host(""), wishes(directory.resolve("elsewhere"), 0, "storage.url=" + url));

        assertThat(loaded.storage().url()).isEqualTo(url);
        assertThat(loaded.problems()).isEmpty();
    }

    @Test
    void anOffsetThatLeadsOutOfThePortsIsExplained() throws IOException {
        assertThat(load(host(""), wishes(directory, 60_500)).problems())
                .extracting(Problem::path)
                .contains("listen.c2s.port");
    }

    @Test
    void whatIsWrongIsNamedWithItsLine() throws IOException {
        Loaded loaded = load(host("listen.c2s.prot = 1"), Wishes.none());

        assertThat(loaded.hasErrors()).isTrue();
        assertThat(loaded.problems().get(0).toString())
                .contains("regent.conf:2: ")
                .contains("prot")
                .contains("port");
    }

    @Test
    void anAdministratorOfNoHostHereIsAWarning() throws IOException {
        Loaded loaded = load(host("admins = [\"bob@example.com\"]"), Wishes.none());

        assertThat(loaded.hasErrors()).isFalse();
        assertThat(loaded.problems().get(0).toString()).contains("warning", "bob@example.com");
    }

    @Test
    void theDataDirectoryIsFoundInAConfigurationThatIsWrong() throws IOException {
        Path file = Files.writeString(directory.resolve("regent.conf"), "data-directory = state\nnonsense = 1\n");

        assertThat(new Loading(new Home(directory), Map.of()).dataDirectory(file, Wishes.none()))
                .isEqualTo(directory.resolve("state"));
    }
}
