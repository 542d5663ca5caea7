package im.regent.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {
    @Test
    void medianIsTheMiddle() {
        assertThat(new Series(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
        assertThat(new Series(List.of(9.0, 1.0, 2.0, 4.0)).median()).isEqualTo(3);
        assertThat(new Series(List.of(5.0)).median()).isEqualTo(5);
    }

    @Test
    void extremesStandBesideIt() {
        Report report = new Report();
        new Series(List.of(9.0, 1.0, 2.0)).addTo(report, "ratio");
        assertThat(report.json()).contains("\"ratio\": 2.000", "\"ratio_lowest\": 1.000", "\"ratio_highest\": 9.000");
    }
}
