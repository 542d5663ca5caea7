package im.regent.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another Java process with the class path of this one. Closing it kills it. */
final class OtherProcess implements AutoCloseable {
    /** Begins each line that is meant for the parent. */
    static final String MARK = "#";

    private final Process process;
    private final BufferedReader lines;

    OtherProcess(Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        command.add("-cp");
        // Surefire hides the class path in a jar of its own.
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        try {
            process =
                    new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines = process.inputReader();
    }

    /** The next line that the process marked as said to us, for its log may go the same way; an empty one at the end. */
    String line() {
        try {
            String line = lines.readLine();
            while (line != null && !line.startsWith(MARK)) {
                line = lines.readLine();
            }
            return line == null ? "" : line.substring(MARK.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it (SIGKILL) and gives what it had written and nobody read, without a line that was cut off. */
    List<String> kill() throws InterruptedException, IOException {
        // Process.destroyForcibly would close the stream that is still to be read.
        process.toHandle().destroyForcibly();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("a killed process lives on");
        }
        StringBuilder rest = new StringBuilder();
        for (int c = lines.read(); c >= 0; c = lines.read()) {
            rest.append((char) c);
        }
        return rest.substring(0, rest.lastIndexOf("\n") + 1)
                .lines()
                .filter(line -> line.startsWith(MARK))
                .map(line -> line.substring(MARK.length()))
                .toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
