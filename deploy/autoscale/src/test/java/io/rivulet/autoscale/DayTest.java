package io.rivulet.autoscale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/// A simulated day with an event that brings ten times as many posts for half an hour.
class DayTest {
  private static final double MEAN = 150_000;

  private final long seed = ThreadLocalRandom.current().nextLong(1_000_000);
  private final ScalingSettings settings = Settings.usual();

  DayTest() {
    System.out.println("seed " + seed);
  }

  private Day day() {
    return new Day(settings, MEAN, seed);
  }

  @Test
  void theEventIsTenTimesTheUsual() {
    double before = 0;
    double during = 0;
    for (int second = 0; second < 600; second++) {
      before += day().demand(18 * 3_600 + second);
      during += day().demand(19 * 3_600 + 600 + second);
    }
    assertThat(during / before).isBetween(8.0, 12.0);
  }

  /// A new worker takes 40 s, and the event rises within a minute: nobody can be earlier than that.
  @Test
  void theRuleIsLateByAboutTheStartOfAWorkerAndHasNoIdleOnes() {
    Set<Integer> said = new HashSet<>();
    Day.Scaler rule = Scalers.rule(settings);
    Day.Outcome outcome =
        day()
            .of(
                (seen, second) -> {
                  int workers = rule.workers(seen, second);
                  said.add(workers);
                  return workers;
                });
    assertThat(said).isSubsetOf(settings.steps()).hasSizeGreaterThan(2);
    assertThat(said).allMatch(workers -> settings.partitions() % workers == 0);
    assertThat(outcome.oldestSeconds()).isLessThanOrEqualTo(90);
    assertThat(outcome.lateShare()).isLessThan(0.003);
    assertThat(outcome.changes()).isLessThanOrEqualTo(16);
    assertThat(outcome.turns()).as("up again soon after it went down").isLessThanOrEqualTo(1);
    assertThat(outcome.workerHours()).isLessThan(outcome.neededHours() / 0.25);
  }

  @Test
  void aScalerByLagJumpsAndIsLateEveryDay() {
    Day.Outcome ours = day().of(Scalers.rule(settings));
    Day.Outcome byLag = day().of(Scalers.byLag(settings, settings.perWorker()));
    assertThat(byLag.changes()).isGreaterThan(10 * ours.changes());
    assertThat(byLag.lateShare()).isGreaterThan(10 * ours.lateShare());
    assertThat(byLag.workerHours()).isGreaterThan(ours.workerHours());
  }

  @Test
  void asManyAsThePeakNeedsAllDayCostManyTimesAsMuch() {
    Day.Outcome fixed = day().of(Scalers.fixed(64));
    assertThat(fixed.lateShare()).isZero();
    assertThat(fixed.workerHours())
        .isGreaterThan(5 * day().of(Scalers.rule(settings)).workerHours());
  }

  /// The figure that the rule is given may be of another machine.
  @Test
  void workersThatDoHalfOfWhatWasMeasuredAreMadeUpFor() {
    Day.Outcome outcome = new Day(settings, MEAN, seed, 0.5).of(Scalers.rule(settings));
    assertThat(outcome.oldestSeconds()).isLessThan(300);
    assertThat(outcome.lateShare()).isLessThan(0.02);
  }
}
