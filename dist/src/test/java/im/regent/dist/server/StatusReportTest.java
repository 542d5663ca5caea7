package im.regent.dist.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusReportTest {
    @Test
    void survivesTheWay() {
        StatusReport report = new StatusReport(
                "ready",
                "1",
                1,
                Instant.EPOCH,
                2,
                "memory:",
                new StatusReport.Memory(1, 2, 3),
                List.of(new StatusReport.Host("a.example", "AA", Instant.EPOCH)),
                List.of(new StatusReport.Socket("c2s", "127.0.0.1", 5222)),
                List.of(new StatusReport.Peer("c.example", false)));

        assertThat(StatusReport.of(report.words())).isEqualTo(report);
    }

    @Test
    void halfAStatusIsNone() {
        assertThatThrownBy(() -> StatusReport.of(List.of(List.of("state", "ready"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version");
    }
}
