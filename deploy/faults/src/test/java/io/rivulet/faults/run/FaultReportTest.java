package io.rivulet.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FaultReportTest {
  private static final Latency NONE = Latency.of(List.of());

  @Test
  void whatWasLeftOutIsSaidBesideTheVerdict() {
    assertThat(report("cut-off, since there is no ip").lines())
        .contains("left out: cut-off, since there is no ip")
        .last()
        .asString()
        .startsWith("NOT TRIED: 1 kinds");
    assertThat(report("cut-off, since there is no ip").json())
        .contains("\"leftOut\" : [ \"cut-off, since there is no ip\" ]");
    assertThat(report().lines()).last().asString().startsWith("RIGHT");
  }

  private static FaultReport report(String... leftOut) {
    return new FaultReport(
        new Surroundings(3, "all on 127.0.0.1", List.of(leftOut)),
        NONE,
        List.of(),
        NONE,
        List.of(),
        List.of());
  }
}
