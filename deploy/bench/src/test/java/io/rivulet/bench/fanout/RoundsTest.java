package io.rivulet.bench.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class RoundsTest {
  @Test
  void aRowIsOfAllRoundsTogetherAndOfNothingBetweenThem() {
    var rounds = new Rounds("steady", count(0, 0, 0), effort(0));
    rounds.begin(count(1_000, 900, 90), effort(10));
    rounds.look(count(3_000, 1_900, 190));
    rounds.end(effort(12));
    rounds.begin(count(50_000, 50_000, 5_000), effort(100));
    rounds.look(count(52_000, 51_000, 5_100));
    rounds.end(effort(102));
    ThroughputRow row = rounds.row();
    assertThat(row.mode()).isEqualTo("steady");
    assertThat(row.entriesAVisit()).isCloseTo(2, within(1e-9));
    assertThat(row.timelinesACall()).isCloseTo(10, within(1e-9));
    // 4 seconds in 4,000 deliveries.
    assertThat(row.redisMicros()).isCloseTo(1_000, within(1e-6));
    assertThat(row.workerMicros()).isCloseTo(1_000, within(1e-6));
    assertThat(row.kafkaBytes()).isCloseTo(0.001, within(1e-9));
    assertThat(row.deliveriesASecond().rounds()).hasSize(2).allMatch(figure -> figure > 0);
  }

  private static Meters.Count count(double deliveries, double visits, double calls) {
    return new Meters.Count(deliveries, visits, calls, 0, 0, 0, 0);
  }

  private static Effort effort(double all) {
    return new Effort(all, all, all, all);
  }
}
