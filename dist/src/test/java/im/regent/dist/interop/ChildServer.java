package im.regent.dist.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.regent.dist.Main;
import im.regent.dist.admin.AdminClient;
import im.regent.dist.server.StatusReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The demo in a process of its own, as {@code regent run} starts it, to be ended by signals. */
final class ChildServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int EXIT_SECONDS = 20;

    private final Process process;
    private final Path data;

    /** Starts it on free ports and waits until it is ready. */
    ChildServer(Path directory) throws IOException {
        this(directory, 0);
    }

    /** As {@link #ChildServer(Path)}, with this port for clients. */
    ChildServer(Path directory, int port) throws IOException {
        data = directory.resolve("demo");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dregent.home=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "--data",
                data.toString()));
        List.of("c2s", "c2s-tls", "component").forEach(each -> {
            command.add("--set");
            command.add("listen." + each + ".port=" + (each.equals("c2s") ? port : 0));
        });
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        awaitReady(new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)));
    }

    private void awaitReady(BufferedReader output) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.equals("ready")) {
                Thread drain = new Thread(() -> output.lines().forEach(more -> {}), "child-output");
                drain.setDaemon(true);
                drain.start();
                return;
            }
        }
        throw new AssertionError("the server did not start:\n" + said);
    }

    /** For clients. */
    DemoServer demo() {
        AdminClient admin = new AdminClient(data, PATIENCE);
        StatusReport report = StatusReport.of(admin.ask("status"));
        return new DemoServer(data, () -> report, this::close);
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Waits for the end; the exit code. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the server does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.getInputStream().close();
            process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
