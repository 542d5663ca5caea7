package im.regent.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportTest {
    private final Report report =
            new Report().add("count", 3).add("rate_per_second", 2.0 / 3).add("what", "say \"\\\n");

    @Test
    void jsonHasOneMemberALine() {
        assertThat(report.json()).isEqualTo("""
                {
                  "count": 3,
                  "rate_per_second": 0.667,
                  "what": "say \\"\\\\\\u000a"
                }
                """);
    }

    @Test
    void textHasOneFigureALine() {
        assertThat(report.text().lines())
                .startsWith("count                                3", "rate per second                      0.667");
    }
}
