package im.regent.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class JvmTest {
    @Test
    void g1TellsOneLine() {
        assertThat(Jvm.usedBytes("""
                1234:
                 garbage-first heap   total 260096K, used 8192K [0x00, 0x01)
                  region size 2048K, 5 young (10240K), 0 survivors (0K)
                 Metaspace       used 123K, committed 256K, reserved 1114112K
                """)).isEqualTo(8192 << 10);
    }

    @Test
    void g1OfNewerMachinesTellsWhatItReserves() {
        assertThat(Jvm.usedBytes("""
                1234:
                garbage-first heap   total reserved 65536K, committed 53248K, used 8192K [0x00, 0x01)
                 region size 1024K, 9 young (9216K), 2 survivors (2048K)
                """)).isEqualTo(8192 << 10);
    }

    @Test
    void serialTellsItsGenerations() {
        assertThat(Jvm.usedBytes("""
                 def new generation   total 4928K, used 1000K [0x00, 0x01, 0x02)
                  eden space 4416K,   6% used [0x00, 0x01, 0x02)
                 tenured generation   total 10944K, used 24K [0x00, 0x01, 0x02)
                   the space 10944K,   0% used [0x00, 0x01, 0x02, 0x03)
                 Metaspace       used 123K, committed 256K, reserved 1114112K
                """)).isEqualTo(1024 << 10);
    }

    @Test
    void heapOfThisProcess() throws IOException {
        assertThat(new Jvm(ProcessHandle.current().pid()).collectGarbage()).isGreaterThan(1 << 20);
    }

    @Test
    void notAJvm() {
        assertThatThrownBy(() -> new Jvm(Integer.MAX_VALUE).collectGarbage())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("jcmd");
    }
}
