package im.regent.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Another JVM on this machine, asked through {@code jcmd}. */
public final class Jvm {
    /** {@code total 260096K, used 8192K}: one line for each generation, or one for the whole heap. */
    private static final Pattern USED =
            Pattern.compile("total (?:reserved \\d+K, committed )?\\d+K, used (\\d+)K|ZHeap\\s+used (\\d+)M");

    private final long pid;

    /** The JVM with process number {@code pid}; it must belong to the same user. */
    public Jvm(long pid) {
        this.pid = pid;
    }

    /**
     * Collects garbage in that JVM and says how much of its heap is in use afterwards.
     *
     * @return bytes
     * @throws IOException when {@code jcmd} is missing or the process is no JVM
     */
    public long collectGarbage() throws IOException {
        ask("GC.run");
        return usedBytes(ask("GC.heap_info"));
    }

    static long usedBytes(String heapInfo) {
        Matcher used = USED.matcher(heapInfo);
        long bytes = 0;
        while (used.find()) {
            bytes += used.group(1) == null ? Long.parseLong(used.group(2)) << 20 : Long.parseLong(used.group(1)) << 10;
        }
        return bytes;
    }

    private String ask(String command) throws IOException {
        Process process = new ProcessBuilder(List.of(jcmd(), Long.toString(pid), command))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("jcmd " + pid + " " + command + ": " + output.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while jcmd ran", e);
        }
        return output;
    }

    private static String jcmd() {
        Path ours = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        return Files.isExecutable(ours) ? ours.toString() : "jcmd";
    }
}
