package io.rivulet.local.scale;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class IdleWorkersTest {
  @Test
  void asManyThreadsAsTasksAreNotTooMany() {
    assertThat(IdleWorkers.warning(8, 16)).isEmpty();
  }

  @Test
  void idleThreadsAreCountedAndSoManyWorkersAsDoAsMuchNamed() {
    assertThat(IdleWorkers.warning(9, 16).orElseThrow())
        .startsWith("2 of the 18 threads of 9 workers will be idle: there are 16 tasks")
        .endsWith("8 workers can do as much");
    assertThat(IdleWorkers.warning(2, 3).orElseThrow()).endsWith("2 workers can do as much");
  }

  @Test
  void workersWithoutATaskAreCounted() {
    assertThat(IdleWorkers.warning(5, 4).orElseThrow())
        .startsWith("1 of 5 workers will be idle: there are 4 tasks");
  }
}
