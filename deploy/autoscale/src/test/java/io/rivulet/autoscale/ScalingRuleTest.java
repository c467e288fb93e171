package io.rivulet.autoscale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScalingRuleTest {
  private final ScalingRule rule = new ScalingRule(Settings.usual());

  /// Nothing waits.
  private static Seen steady(double deliveries) {
    return new Seen(deliveries / 100, 0, 0, 100, 0, 10, 0, 2);
  }

  @Test
  void workersAreGivenTheirShareOfWhatTheyCanDo() {
    assertThat(rule.now(steady(0))).isEqualTo(2);
    assertThat(rule.now(steady(100_000))).isEqualTo(2);
    assertThat(rule.now(steady(101_000))).isEqualTo(4);
    assertThat(rule.now(steady(200_000))).isEqualTo(4);
    assertThat(rule.now(steady(1_000_000))).isEqualTo(32);
    assertThat(rule.now(steady(1e9))).as("no more than there are partitions").isEqualTo(64);
  }

  /// 1,000 posts/s are planned while 2,000 come in: half of them wait.
  @Test
  void whatComesInCountsAndNotWhatIsDone() {
    Seen behind = new Seen(1_000, 60_000, 1_000, 100, 0, 10, 20, 2);
    assertThat(behind.demand()).isEqualTo(200_000);
    assertThat(behind.backlog()).isEqualTo(6_000_000);
    // 200,000 / 0.5 / 100,000 for what comes, 6,000,000 / 60 / 100,000 for what waits.
    assertThat(rule.now(behind)).isEqualTo(8);
  }

  /// As busy as they can be, eight workers plan 8,000 posts/s, of which 1,000/s come in.
  @Test
  void whoCatchesUpIsNotAskedToBeMore() {
    Seen catchingUp = new Seen(8_000, 100_000, -7_000, 100, 0, 10, 20, 8);
    assertThat(catchingUp.demand()).isEqualTo(100_000);
    assertThat(rule.now(catchingUp)).isEqualTo(4);
  }

  @Test
  void recordsThatWaitToBeDeliveredCountByTheirRecipients() {
    Seen seen = new Seen(0, 0, 0, 0, 600_000, 100, 5, 2);
    assertThat(seen.backlog()).isEqualTo(60_000_000);
    assertThat(rule.now(seen)).isEqualTo(16);
  }

  @Test
  void whereTheOldestIsTooOldThereIsAStepMoreWhateverTheRestSays() {
    assertThat(rule.now(new Seen(10, 0, 0, 100, 0, 10, 30, 4))).isEqualTo(2);
    assertThat(rule.now(new Seen(10, 0, 0, 100, 0, 10, 31, 4))).isEqualTo(8);
    assertThat(rule.now(new Seen(10, 0, 0, 100, 0, 10, 31, 64))).isEqualTo(64);
  }

  @Test
  void aLagThatFallsFasterThanIsPlannedIsNoNegativeDemand() {
    assertThat(new Seen(10, 0, -50, 100, 0, 10, 0, 2).demand()).isZero();
  }

  @Test
  void thereAreFewerOnlyAfterFewerWereEnoughForAWhile() {
    assertThat(rule.settled(List.of(2, 8, 2, 2))).isEqualTo(8);
    assertThat(rule.settled(List.of(2, 2))).isEqualTo(2);
  }
}
