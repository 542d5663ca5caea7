package im.regent.bench.measure;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Some processes and all that descend from them, as Linux's {@code /proc} tells (proc(5)).
 *
 * <p>The family is looked up anew for each reading, so children that start later count. What a child used before it
 * ended stays in its parent's account.
 */
public final class ProcessTree {
    /** The kernel reports times in USER_HZ, which is 100 on every architecture that runs a JVM. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int PARENT = 1;
    private static final int OWN_USER = 11;
    private static final int WAITED_SYSTEM = 14;

    private final Path proc;
    private final Set<Long> roots;

    /** The processes {@code pids} of this machine and their descendants. */
    public ProcessTree(Collection<Long> pids) {
        this(Path.of("/proc"), pids);
    }

    ProcessTree(Path proc, Collection<Long> pids) {
        this.proc = proc;
        this.roots = Set.copyOf(pids);
    }

    /** Whether there is nothing to be read: no process was named. */
    public boolean isEmpty() {
        return roots.isEmpty();
    }

    /** The processes named at the start. */
    public List<Long> roots() {
        return roots.stream().sorted().toList();
    }

    /**
     * User and system time of all threads, and of children that have ended, in seconds; 10 ms is the smallest step.
     *
     * @throws IOException when a named process is gone
     */
    public double cpuSeconds() throws IOException {
        long ticks = 0;
        for (String[] stat : family().values()) {
            for (int field = OWN_USER; field <= WAITED_SYSTEM; field++) {
                ticks += Long.parseLong(stat[field]);
            }
        }
        return ticks / TICKS_PER_SECOND;
    }

    /**
     * Resident memory in bytes.
     *
     * @throws IOException when a named process is gone, or belongs to somebody else
     */
    public long residentBytes() throws IOException {
        long bytes = 0;
        for (long pid : family().keySet()) {
            bytes += residentBytes(pid);
        }
        return bytes;
    }

    private long residentBytes(long pid) throws IOException {
        try {
            for (String line : Files.readAllLines(proc.resolve(pid + "/smaps_rollup"))) {
                if (line.startsWith("Rss:")) {
                    return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
            return 0;
        } catch (NoSuchFileException e) {
            return gone(pid);
        }
    }

    /** A helper process may end between two looks; a named one must not. */
    private long gone(long pid) throws IOException {
        if (roots.contains(pid)) {
            throw new IOException("process " + pid + " is not there any more");
        }
        return 0;
    }

    /** The fields of {@code stat} after the command name, by process. */
    private Map<Long, String[]> family() throws IOException {
        Map<Long, String[]> all = everyone();
        for (long root : roots) {
            if (!all.containsKey(root)) {
                throw new IOException("there is no process " + root);
            }
        }
        Set<Long> members = new HashSet<>(roots);
        while (all.entrySet().stream()
                .filter(process -> members.contains(Long.parseLong(process.getValue()[PARENT])))
                .map(process -> members.add(process.getKey()))
                .reduce(false, Boolean::logicalOr)) {
            // Each round adds one generation.
        }
        all.keySet().retainAll(members);
        return all;
    }

    private Map<Long, String[]> everyone() throws IOException {
        Map<Long, String[]> all = new HashMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path entry : entries) {
                long pid = Long.parseLong(entry.getFileName().toString());
                try {
                    String stat = Files.readString(entry.resolve("stat"));
                    // The command's name stands in parentheses and may itself hold spaces and parentheses.
                    all.put(pid, stat.substring(stat.lastIndexOf(')') + 2).split(" "));
                } catch (IOException e) {
                    gone(pid);
                }
            }
        }
        return all;
    }
}
