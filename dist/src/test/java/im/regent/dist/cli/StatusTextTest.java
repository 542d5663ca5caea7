package im.regent.dist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.dist.server.StatusReport;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTextTest {
    private static final Instant SINCE = Instant.parse("2026-11-25T12:00:00Z");

    private static StatusReport report(String state) {
        return new StatusReport(
                state,
                "1.0",
                4711,
                SINCE,
                3,
                "jdbc:h2:file:/srv/\"odd\"",
                new StatusReport.Memory(5 << 20, 9 << 20, 0),
                List.of(new StatusReport.Host("example.org", "AB:CD", SINCE.plusSeconds(90 * 86_400))),
                List.of(new StatusReport.Socket("c2s", "::", 5222)),
                List.of(new StatusReport.Peer("gateway.example.org", true)));
    }

    @Test
    void peopleReadLines() {
        assertThat(StatusText.text(report("ready"), SINCE.plusSeconds(3 * 3600 + 120)))
                .contains("state       ready")
                .contains("3 h 2 min")
                .contains("c2s :::5222")
                .contains("gateway.example.org connected")
                .contains("heap 5 MiB of 9 MiB");
    }

    @Test
    void programsReadJson() {
        assertThat(StatusText.json(report("degraded")))
                .startsWith("{\"state\":\"degraded\",\"version\":\"1.0\",\"pid\":4711,")
                .contains("\"listeners\":[{\"name\":\"c2s\",\"address\":\"::\",\"port\":5222}]")
                .contains("\"components\":[{\"address\":\"gateway.example.org\",\"connected\":true}]")
                .contains("\"storage\":\"jdbc:h2:file:/srv/\\\"odd\\\"\"");
    }

    @Test
    void controlCharactersAreEscapedInJson() {
        assertThat(StatusText.quoted("a\n\\\u0001")).isEqualTo("\"a\\u000a\\\\\\u0001\"");
    }
}
