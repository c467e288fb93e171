package io.rivulet.reader.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.vitals.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultLogTest {
  private final FaultLog log = new FaultLog();

  private static Fault late(String text) {
    return new Fault("OldestUndeliveredPostLate", "", text);
  }

  @Test
  void aFaultOpensLastsAndCloses() {
    log.take(List.of(late("11 s")), 1_000);
    log.take(List.of(late("12 s")), 2_000);
    assertThat(log.newest())
        .containsExactly(
            new FaultLog.Lasting("OldestUndeliveredPostLate", "", "12 s", 1_000, null));
    log.take(List.of(), 3_000);
    assertThat(log.newest())
        .containsExactly(
            new FaultLog.Lasting("OldestUndeliveredPostLate", "", "12 s", 1_000, 3_000L));
  }

  @Test
  void oneThatComesBackWithinAMinuteIsTheSameAndLaterAnother() {
    log.take(List.of(late("11 s")), 1_000);
    log.take(List.of(), 2_000);
    log.take(List.of(late("13 s")), 62_000);
    assertThat(log.newest())
        .containsExactly(
            new FaultLog.Lasting("OldestUndeliveredPostLate", "", "13 s", 1_000, null));
    log.take(List.of(), 63_000);
    log.take(List.of(late("14 s")), 123_001);
    assertThat(log.newest()).extracting(FaultLog.Lasting::opened).containsExactly(123_001L, 1_000L);
  }

  @Test
  void theSameOfTwoServicesAreTwo() {
    log.take(
        List.of(new Fault("InstanceDown", "one", "a"), new Fault("InstanceDown", "two", "b")), 1);
    log.take(List.of(new Fault("InstanceDown", "two", "b")), 2);
    assertThat(log.newest())
        .containsExactly(
            new FaultLog.Lasting("InstanceDown", "two", "b", 1, null),
            new FaultLog.Lasting("InstanceDown", "one", "a", 1, 2L));
  }

  @Test
  void theOldestAreForgotten() {
    for (int i = 0; i < 100; i++) {
      log.take(List.of(new Fault("InstanceDown", "service " + i, "down")), i);
    }
    assertThat(log.newest()).hasSize(FaultLog.KEPT);
    assertThat(log.newest().getFirst().of()).isEqualTo("service 99");
  }
}
