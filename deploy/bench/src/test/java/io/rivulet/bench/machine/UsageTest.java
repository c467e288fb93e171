package io.rivulet.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.local.LocalException;
import org.junit.jupiter.api.Test;

final class UsageTest {
  private static final long SELF = ProcessHandle.current().pid();

  @Test
  void processorTimeGrowsWithWork() {
    double before = Usage.cpuSeconds(SELF);
    long end = System.nanoTime() + 200_000_000;
    long work = 0;
    while (System.nanoTime() < end) {
      work++;
    }
    assertThat(work).isPositive();
    assertThat(Usage.cpuSeconds(SELF) - before).isGreaterThan(0.05);
  }

  @Test
  void memoryIsThatOfTheProcess() {
    assertThat(Usage.residentBytes(SELF)).isBetween(10_000_000L, 100_000_000_000L);
  }

  @Test
  void aProcessThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Usage.cpuSeconds(999_999_999))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("999999999");
  }
}
