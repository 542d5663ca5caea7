package im.regent.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTreeTest {
    @TempDir
    private Path proc = Path.of("");

    private void process(long pid, long parent, String name, String times, long kilobytes) throws IOException {
        Path folder = Files.createDirectories(proc.resolve(Long.toString(pid)));
        Files.writeString(
                folder.resolve("stat"),
                pid + " (" + name + ") S " + parent + " 1 1 0 -1 4194560 1 2 3 4 " + times + " 20 0 9 0 100 200 300\n");
        Files.writeString(
                folder.resolve("smaps_rollup"),
                "0-1 ---p 00000000 00:00 0 [rollup]\nRss:      " + kilobytes + " kB\nPss:   1 kB\n");
    }

    @Test
    void timeAndMemoryOfAProcessAndItsDescendants() throws IOException {
        process(10, 1, "beam smp) (x", "100 50 7 3", 1000);
        process(11, 10, "helper", "10 0 0 0", 20);
        process(12, 11, "helper's helper", "5 5 0 0", 3);
        process(13, 1, "stranger", "9999 9999 9999 9999", 9999);
        ProcessTree tree = new ProcessTree(proc, List.of(10L));
        assertThat(tree.cpuSeconds()).isEqualTo(1.80);
        assertThat(tree.residentBytes()).isEqualTo(1023 * 1024);
    }

    @Test
    void severalProcessesCountOnce() throws IOException {
        process(10, 1, "a", "100 0 0 0", 100);
        process(11, 10, "b", "100 0 0 0", 100);
        ProcessTree tree = new ProcessTree(proc, List.of(10L, 11L));
        assertThat(tree.cpuSeconds()).isEqualTo(2.0);
        assertThat(tree.residentBytes()).isEqualTo(200 * 1024);
    }

    @Test
    void aServerThatIsGoneIsNoticed() {
        ProcessTree tree = new ProcessTree(proc, List.of(99L));
        assertThatThrownBy(tree::cpuSeconds).isInstanceOf(IOException.class).hasMessageContaining("99");
        assertThatThrownBy(tree::residentBytes).isInstanceOf(IOException.class).hasMessageContaining("99");
    }

    @Test
    void noProcessIsNothing() throws IOException {
        ProcessTree tree = new ProcessTree(proc, List.of());
        assertThat(tree.isEmpty()).isTrue();
        assertThat(tree.cpuSeconds()).isZero();
        assertThat(tree.residentBytes()).isZero();
    }

    @Test
    void thisProcessUsesTimeAndMemory() throws IOException {
        ProcessTree self = new ProcessTree(List.of(ProcessHandle.current().pid()));
        assertThat(self.cpuSeconds()).isPositive();
        assertThat(self.residentBytes()).isGreaterThan(1 << 20);
    }
}
