package im.regent.dist.server;

import im.regent.core.stream.ListenerSpec;
import im.regent.core.stream.PortUnavailableException;
import im.regent.dist.io.Failure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Says in one line who has a port that the server wants, and what to do. */
final class PortFailure {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private PortFailure() {}

    static Failure of(PortUnavailableException e) {
        ListenerSpec spec = e.spec();
        String who = holder(spec.port()).map(holder -> " by " + holder).orElse("");
        String advice = "stop that, or move all ports with --port-offset 1000";
        String what = "port " + spec.port() + " on " + spec.address() + " (" + spec.name() + ")";
        if (who.isEmpty() && !String.valueOf(e.getMessage()).contains("in use")) {
            return new Failure(
                    e.getMessage() + ": choose another address, or move all ports with --port-offset 1000", e);
        }
        return new Failure(what + " is in use" + who + ": " + advice, e);
    }

    /** {@code process 4711 (java)}, where Linux tells: only for processes of the same user. */
    static Optional<String> holder(int port) {
        List<String> inodes = Stream.of("net/tcp", "net/tcp6")
                .flatMap(table -> lines(PROC.resolve(table)))
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > INODE
                        && columns[STATE].equals(LISTENING)
                        && columns[LOCAL_ADDRESS].endsWith(String.format(Locale.ROOT, ":%04X", port)))
                .map(columns -> "socket:[" + columns[INODE] + "]")
                .toList();
        return inodes.isEmpty() ? Optional.empty() : process(inodes);
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            return Stream.empty(); // not Linux, or no IPv6
        }
    }

    private static Optional<String> process(List<String> inodes) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (hasOpen(process, inodes)) {
                    String name = lines(process.resolve("comm")).findFirst().orElse("?");
                    return Optional.of("process " + process.getFileName() + " (" + name + ")");
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean hasOpen(Path process, List<String> inodes) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                if (inodes.contains(Files.readSymbolicLink(file).toString())) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false; // somebody else's, or gone meanwhile
        }
    }
}
