package io.rivulet.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LoadReportTest {
  @Test
  void actsAreReportedByKindAndRefusalsByReason() {
    var tally = new Tally();
    for (int i = 0; i < 1_500; i++) {
      tally.done("post");
    }
    tally.done("block");
    tally.refused("follow", "HTTP 403 This action is not allowed");
    tally.retried("follow", "HTTP 503 Not now");
    LoadReport report = tally.report(2);
    assertThat(report.failures()).isZero();
    assertThat(report.lines())
        .containsExactly(
            "1,501 acts in 2.0 s: 751 a second",
            "  done            1  block",
            "  done        1,500  post",
            "  refused         1  follow: HTTP 403 This action is not allowed",
            "  retried         1  follow: HTTP 503 Not now",
            "1 refused, 0 failed, 1 retried");
  }

  @Test
  void whatFailedIsCounted() {
    var tally = new Tally();
    tally.failed("post", "HTTP 503 Not available");
    LoadReport report = tally.report(1);
    assertThat(report.failures()).isEqualTo(1);
    assertThat(report.lines()).contains("  failed          1  post: HTTP 503 Not available");
  }
}
