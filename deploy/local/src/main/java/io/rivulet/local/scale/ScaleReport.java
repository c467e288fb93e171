package io.rivulet.local.scale;

import io.rivulet.vitals.Vitals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a change of the number of workers did.
///
/// @param seconds from the wish until so many workers had all tasks
/// @param workers at its end
/// @param before nothing had changed
/// @param meanwhile from the wish until all tasks were at work
/// @param after until all that had waited by then was delivered
/// @param waiting records at the end
/// @param caughtUp whether that was so in time
public record ScaleReport(
    double seconds,
    List<Vitals.Worker> workers,
    Watch.Phase before,
    Watch.Phase meanwhile,
    Watch.Phase after,
    long waiting,
    boolean caughtUp) {
  /// How long delivery stood still: the longest that a record waited, in any partition, from its
  /// arrival in Kafka until it was in Redis and committed. In seconds, exact to a quarter of one.
  /// It is hardly below a second ever, since commits are a second apart: compare it with
  /// [#usual()].
  public double stall() {
    return longest().seconds();
  }

  /// The same before the change.
  public double usual() {
    return before.longest().seconds();
  }

  private Waits.Longest longest() {
    Waits.Longest one = meanwhile.longest();
    Waits.Longest other = after.longest();
    return one.seconds() >= other.seconds() ? one : other;
  }

  /// For a terminal.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Workers               %d after %.1f s: %s",
            workers.size(),
            seconds,
            workers.stream()
                .map(one -> String.format(Locale.ROOT, "%s %.0f tasks", one.service(), one.tasks()))
                .collect(Collectors.joining(", "))));
    lines.add(
        String.format(
            Locale.ROOT,
            "Deliveries a second   %,.0f before, %,.0f meanwhile, %,.0f after",
            before.rate(),
            meanwhile.rate(),
            after.rate()));
    lines.add(
        String.format(
            Locale.ROOT,
            "Stall                 %.1f s waited the record that waited longest, %s; %.1f s before",
            stall(),
            longest().in().map(Object::toString).orElse("in no partition"),
            usual()));
    lines.add(
        String.format(
            Locale.ROOT,
            "Waiting in Kafka      %,d records at most, %,d before, %,d now%s",
            Math.max(meanwhile.mostWaiting(), after.mostWaiting()),
            before.mostWaiting(),
            waiting,
            caughtUp ? "" : ": still behind, `deploy/rivulet top` shows how it goes on"));
    return lines;
  }
}
