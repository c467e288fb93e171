package io.rivulet.autoscale;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.ToIntFunction;

/// Ways to say how many workers there should be: ours, and what is usual elsewhere.
final class Scalers {
  private static final int USUAL_CALM = 300;

  private Scalers() {}

  /// The rule, with its calm.
  static Day.Scaler rule(ScalingSettings settings) {
    ScalingRule rule = new ScalingRule(settings);
    Held held = new Held((int) settings.calm().toSeconds());
    return (seen, second) -> held.most(rule.now(seen), second, rule::settled);
  }

  /// Always as many as the greatest peak needs.
  static Day.Scaler fixed(int workers) {
    return (_, _) -> workers;
  }

  /// As a scaler by Kafka's lag does: lag by a threshold, rounded up (KEDA's Kafka scaler), the
  /// most of five minutes (Kubernetes's default calm before it takes away).
  ///
  /// @param threshold deliveries that may wait for each worker
  static Day.Scaler byLag(ScalingSettings settings, double threshold) {
    Held held = new Held(USUAL_CALM);
    return (seen, second) -> {
      int asked = (int) Math.ceil(seen.backlog() / threshold);
      int bounded = Math.clamp(asked, settings.least(), settings.most());
      return held.most(bounded, second, all -> all.stream().mapToInt(n -> n).max().orElse(bounded));
    };
  }

  /// What was asked for in the last so many seconds.
  private static final class Held {
    private final int seconds;
    private final ArrayDeque<int[]> asked = new ArrayDeque<>();

    Held(int seconds) {
      this.seconds = seconds;
    }

    int most(int now, int second, ToIntFunction<List<Integer>> settled) {
      asked.add(new int[] {second, now});
      while (asked.element()[0] <= second - seconds) {
        asked.remove();
      }
      return settled.applyAsInt(asked.stream().map(one -> one[1]).toList());
    }
  }
}
