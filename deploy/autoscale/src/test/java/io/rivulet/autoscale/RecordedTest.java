package io.rivulet.autoscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The rule on what was recorded of a real run, see RATIONALE: one worker, some 38,000 follows, all
/// pushed. The end of the seed; calm; from 145 s to 240 s 160 to 200 posts/s while others leave the
/// worker an eighth of its processor; calm; at 296 s the worker is killed, and another one is there
/// at 310 s.
class RecordedTest {
  private static final int PEAK = 145;
  private static final int PEAK_ENDS = 240;
  private static final int CALM_SECONDS = 120;

  private static final ScalingSettings SETTINGS =
      new ScalingSettings(
          4,
          1,
          4,
          4_000,
          0.5,
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          Duration.ofSeconds(CALM_SECONDS));

  private static Trace trace() {
    return trace("one-worker");
  }

  private static Trace trace(String name) {
    try {
      return Trace.read(
          Path.of(
              Objects.requireNonNull(RecordedTest.class.getResource("/traces/" + name + ".csv"))
                  .toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Trace.Answer> between(int from, int to) {
    return trace().replay(SETTINGS).stream()
        .filter(answer -> answer.second() >= from && answer.second() <= to)
        .toList();
  }

  @Test
  void whatCameInIsSeenThoughTheWorkerFellBehind() {
    assertThat(between(0, 60))
        .anySatisfy(one -> assertThat(one.seen().demand()).isGreaterThan(4_000));
    assertThat(between(PEAK + 45, PEAK_ENDS))
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.seen().demand()).isGreaterThan(1_500));
    assertThat(between(450, 660))
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.seen().demand()).isLessThan(1_000));
  }

  @Test
  void moreAreAskedForWhileMoreComesThanAWorkerShouldDoAndFewerAfterTheCalm() {
    assertThat(between(PEAK + 90, PEAK_ENDS + CALM_SECONDS))
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.workers()).isEqualTo(4));
    assertThat(between(500, 660))
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.workers()).isEqualTo(1));
  }

  /// Twice more and twice fewer: of a worker that is gone for a moment nothing is made.
  @Test
  void theNumberDoesNotFollowEveryMove() {
    List<Integer> numbers = trace().replay(SETTINGS).stream().map(Trace.Answer::workers).toList();
    int rises = 0;
    int falls = 0;
    for (int i = 1; i < numbers.size(); i++) {
      rises += numbers.get(i) > numbers.get(i - 1) ? 1 : 0;
      falls += numbers.get(i) < numbers.get(i - 1) ? 1 : 0;
    }
    assertThat(rises).isLessThanOrEqualTo(3);
    assertThat(falls).isLessThanOrEqualTo(3);
    assertThat(between(280, 330))
        .anySatisfy(one -> assertThat(one.seen().workers()).isZero())
        .extracting(Trace.Answer::workers)
        .containsOnly(4);
  }

  /// Another run, whose worker had a 25th of its processor from 75 s to 205 s: what it had not
  /// done, up to 21 s of posts, it had read already, so that hardly anything waited in Kafka.
  @Test
  void whatAWorkerHasReadAndNotDoneIsNoLagAndCountsAllTheSame() {
    Trace trace = trace("behind");
    assertThat(trace.series().stream().filter(one -> one.is(Trace.OLDEST)).toList())
        .singleElement()
        .satisfies(
            oldest ->
                assertThat(trace.seconds())
                    .anySatisfy(
                        second -> assertThat(trace.value(oldest, second)).isGreaterThan(20)));
    Day.Scaler byLag = Scalers.byLag(SETTINGS, SETTINGS.perWorker());
    List<Trace.Answer> late =
        trace.replay(SETTINGS).stream()
            .filter(answer -> answer.second() >= 165 && answer.second() <= 210)
            .toList();
    assertThat(late)
        .isNotEmpty()
        .allSatisfy(
            answer -> {
              assertThat(answer.seen().postsLag()).isLessThan(100);
              assertThat(byLag.workers(answer.seen(), answer.second())).isEqualTo(1);
              assertThat(answer.workers()).isGreaterThan(1);
            });
  }

  /// A scaler by lag alone, as is usual, sees what waits and not what comes.
  @Test
  void aScalerByLagAsksForNobodyWhileNothingWaits() {
    Trace trace = trace();
    Day.Scaler byLag = Scalers.byLag(SETTINGS, SETTINGS.perWorker());
    assertThat(trace.seconds())
        .filteredOn(second -> second >= 30 && second < PEAK)
        .isNotEmpty()
        .allSatisfy(second -> assertThat(byLag.workers(trace.seen(second), second)).isEqualTo(1));
  }

  @Test
  void aLineThatIsNoneIsNamed() {
    assertThatThrownBy(() -> Trace.of(List.of("time,who")))
        .hasMessage("line 1: expected seconds,worker,series,value");
    assertThatThrownBy(() -> Trace.of(List.of(Trace.HEADER, "0,a,rivulet_tasks,8.0", "15,a")))
        .hasMessage("line 3: expected seconds,worker,series,value, found '15,a'");
    assertThatThrownBy(() -> Trace.of(List.of(Trace.HEADER, "x,a,rivulet_tasks,8.0")))
        .hasMessageStartingWith("line 2: ");
    assertThatThrownBy(() -> Trace.of(List.of(Trace.HEADER, "0,a,rivulet_tasks,8.0")))
        .hasMessage("expected two looks at least");
  }

  @Test
  void aCounterThatBeginsAnewCountsFromItsBeginning() {
    Trace trace =
        Trace.of(
            List.of(
                Trace.HEADER,
                "0,a,rivulet_plan_events_total{type=\"post-published\"},100",
                "60,a,rivulet_plan_events_total{type=\"post-published\"},160",
                "120,a,rivulet_plan_events_total{type=\"post-published\"},60",
                "120,b,rivulet_plan_events_total{type=\"post-published\"},1000"));
    assertThat(trace.seen(120).postsPlanned()).isEqualTo(1);
  }
}
