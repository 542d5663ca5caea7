package im.regent.dist.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program as a process of its own. */
final class ServerProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final BufferedReader out;
    private final StringBuilder said = new StringBuilder();

    ServerProcess(Path home, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dregent.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                "im.regent.dist.Main"));
        command.addAll(List.of(words));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        out = process.inputReader();
    }

    /** A server on free ports. */
    static ServerProcess run(Path home, Path data) throws IOException {
        ServerProcess server = new ServerProcess(
                home,
                "run",
                "--data",
                data.toString(),
                "--set",
                "listen.c2s.port=0",
                "--set",
                "listen.c2s-tls.port=0",
                "--set",
                "listen.component.port=0");
        server.awaitLine("ready");
        return server;
    }

    void awaitLine(String wanted) throws IOException {
        String line;
        do {
            line = out.readLine();
            if (line == null) {
                throw new IOException("it ended before it said \"" + wanted + "\": " + said);
            }
            said.append(line).append('\n');
        } while (!line.equals(wanted));
    }

    /** Sends a signal by its number, as kill(1) does. */
    void signal(int number) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + number, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    int exitCode() throws IOException, InterruptedException {
        // What it says at its end fits into the pipe. A process that was started with a signal ignored hands that on.
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("it does not end; is the signal ignored here? " + said);
        }
        out.lines().forEach(line -> said.append(line).append('\n'));
        return process.exitValue();
    }

    String said() {
        return said.toString();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
