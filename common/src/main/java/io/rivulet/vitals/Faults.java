package io.rivulet.vitals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What is wrong, each in a line: the causes of alerts that can be seen in a moment.
final class Faults {
  /// From this age on a post waits longer than a restart of a worker takes.
  private static final double OLDEST_SECONDS = 10;

  /// Share of Redis' memory from which it may soon take no writes.
  private static final double MEMORY_SHARE = 0.9;

  private Faults() {}

  static List<String> of(List<Scrape> before, List<Scrape> now) {
    List<String> faults = new ArrayList<>();
    for (Scrape scrape : now) {
      String failure = scrape.failure();
      if (failure != null) {
        faults.add("%s does not tell of itself: %s".formatted(scrape.service(), failure));
      }
      scrape
          .by("rivulet_breaker_open", "of")
          .forEach(
              (of, open) -> {
                if (open > 0) {
                  faults.add("%s does not ask %s: it has failed".formatted(scrape.service(), of));
                }
              });
      double closed = scrape.sum("rivulet_gate_closed_seconds");
      if (closed > 0) {
        faults.add(
            "%s: Redis has taken no writes for %s s".formatted(scrape.service(), number(closed)));
      }
      double left = scrape.sum("rivulet_restore_remaining");
      if (left > 0) {
        faults.add(
            "%s: %s records are still to be restored".formatted(scrape.service(), number(left)));
      }
    }
    double oldest = Vitals.max(now, "rivulet_oldest_undelivered_seconds");
    if (oldest > OLDEST_SECONDS) {
      faults.add("The oldest post that is not delivered is %s s old".formatted(number(oldest)));
    }
    memory(now, faults);
    double failed = Vitals.rate(before, now, 1, Vitals::failed);
    if (failed > 0) {
      faults.add("%s requests were answered with 5xx".formatted(number(failed)));
    }
    deadLetters(before, now, faults);
    return faults;
  }

  private static void memory(List<Scrape> now, List<String> faults) {
    double used = Vitals.max(now, "rivulet_redis_memory_bytes");
    double limit = Vitals.max(now, "rivulet_redis_memory_limit_bytes");
    if (limit > 0 && used > limit * MEMORY_SHARE) {
      faults.add("Redis uses %s %% of its memory".formatted(number(used / limit * 100)));
    }
  }

  /// Those that came between the two times: old ones are nothing new.
  private static void deadLetters(List<Scrape> before, List<Scrape> now, List<String> faults) {
    Map<String, Double> more = new TreeMap<>();
    String name = "rivulet_dead_letters_total";
    for (Scrape scrape : now) {
      Scrape earlier = Vitals.earlier(scrape, before);
      if (earlier != null) {
        Map<String, Double> counted = reasons(earlier, name);
        reasons(scrape, name)
            .forEach(
                (reason, all) ->
                    more.merge(reason, all - counted.getOrDefault(reason, 0.0), Double::sum));
      }
    }
    more.forEach(
        (reason, count) -> {
          if (count > 0) {
            faults.add("%s new dead letters: %s".formatted(number(count), reason));
          }
        });
  }

  /// feed-ingest tells a reason, feed-fanout a kind.
  private static Map<String, Double> reasons(Scrape scrape, String name) {
    Map<String, Double> reasons = new TreeMap<>();
    scrape
        .named(name)
        .forEach(
            one ->
                reasons.merge(
                    one.labels().getOrDefault("reason", one.label("kind")),
                    one.value(),
                    Double::sum));
    return reasons;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}
