package im.regent.dist.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs every {@code sh} block of a page, from the first to the last, as one script in an empty directory. */
@Timeout(300)
class ShellBlocksTest {
    private static final Path ROOT = Path.of(System.getProperty("regent.root", ".."));
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/quickstart.md", "docs/tls.md", "docs/components.md"})
    void everyCommandWorks(String page) throws IOException, InterruptedException {
        launcher();
        String commands = BLOCK.matcher(Files.readString(ROOT.resolve(page)))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining());
        // A server keeps its terminal busy; the reader takes a second one when it is ready. It ends with the script.
        String server = "$1 &\ntrap 'kill \\$(jobs -p) || :' EXIT\n./regent status --wait ready";
        String script = commands.replaceAll("(?m)^(\\./regent run.*)$", server);

        Process shell = new ProcessBuilder("bash", "-euxc", script)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = shell.inputReader().lines().collect(Collectors.joining("\n"));

        assertThat(commands).contains("./regent run", "./regent stop");
        assertThat(shell.waitFor()).as(said).isZero();
    }

    /** On ports that nobody else has, which the commands find through the data directory. */
    private void launcher() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String text = """
                #!/bin/sh
                case $1 in run) set -- "$@" --set listen.c2s.port=0 --set listen.c2s-tls.port=0 --set listen.component.port=0 ;; esac
                exec '%s' -XX:TieredStopAtLevel=1 -Dregent.home=. -cp '%s' im.regent.dist.Main "$@"
                """.formatted(java, System.getProperty("java.class.path"));
        Path file = Files.writeString(directory.resolve("regent"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
