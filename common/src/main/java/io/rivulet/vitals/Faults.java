package io.rivulet.vitals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What is wrong, each in a line: the causes of alerts that can be seen in a moment.
final class Faults {
  /// From this age on a post waits longer than a restart of a worker takes.
  private static final double OLDEST_SECONDS = 10;

  /// Share of Redis' memory from which it may soon take no writes.
  private static final double MEMORY_SHARE = 0.9;

  /// And from which it perhaps takes none, as the alert has it.
  private static final double FULL_SHARE = 0.95;

  private Faults() {}

  static List<Fault> of(List<Scrape> before, List<Scrape> now) {
    List<Fault> faults = new ArrayList<>();
    for (Scrape scrape : now) {
      String service = scrape.service();
      String failure = scrape.failure();
      if (failure != null) {
        faults.add(
            new Fault(
                "InstanceDown",
                service,
                "%s does not tell of itself: %s".formatted(service, failure)));
      }
      scrape
          .by("rivulet_breaker_open", "of")
          .forEach(
              (of, open) -> {
                if (open > 0) {
                  faults.add(
                      new Fault(
                          "BreakerOpen",
                          service + " " + of,
                          "%s does not ask %s: it has failed".formatted(service, of)));
                }
              });
      double closed = scrape.sum("rivulet_gate_closed_seconds");
      if (closed > 0) {
        faults.add(
            new Fault(
                "RedisTakesNoWrites",
                service,
                "%s: Redis has taken no writes for %s s".formatted(service, number(closed))));
      }
      double left = scrape.sum("rivulet_restore_remaining");
      if (left > 0) {
        faults.add(
            new Fault(
                "RestoreLong",
                service,
                "%s: %s records are still to be restored".formatted(service, number(left))));
      }
    }
    double oldest = Vitals.max(now, "rivulet_oldest_undelivered_seconds");
    if (oldest > OLDEST_SECONDS) {
      faults.add(
          new Fault(
              "OldestUndeliveredPostLate",
              "",
              "The oldest post that is not delivered is %s s old".formatted(number(oldest))));
    }
    memory(now, faults);
    double failed = Vitals.rate(before, now, 1, Vitals::failed);
    if (failed > 0) {
      faults.add(
          new Fault(
              "ServerErrors", "", "%s requests were answered with 5xx".formatted(number(failed))));
    }
    deadLetters(before, now, faults);
    return faults;
  }

  private static void memory(List<Scrape> now, List<Fault> faults) {
    double used = Vitals.max(now, "rivulet_redis_memory_bytes");
    double limit = Vitals.max(now, "rivulet_redis_memory_limit_bytes");
    if (limit > 0 && used > limit * MEMORY_SHARE) {
      faults.add(
          new Fault(
              used > limit * FULL_SHARE ? "RedisMemoryFull" : "RedisMemoryNearLimit",
              "",
              "Redis uses %s %% of its memory".formatted(number(used / limit * 100))));
    }
  }

  /// Those that came between the two times: old ones are nothing new.
  private static void deadLetters(List<Scrape> before, List<Scrape> now, List<Fault> faults) {
    Map<Fault, Double> more = new LinkedHashMap<>();
    for (Scrape scrape : now) {
      Scrape earlier = Vitals.earlier(scrape, before);
      if (earlier != null) {
        Map<Fault, Double> counted = letters(earlier);
        letters(scrape)
            .forEach((of, all) -> more.merge(of, all - counted.getOrDefault(of, 0.0), Double::sum));
      }
    }
    more.entrySet().stream()
        .filter(one -> one.getValue() > 0)
        .sorted(Comparator.comparing(one -> one.getKey().of()))
        .forEach(
            one -> {
              Fault of = one.getKey();
              String text = "%s new dead letters: %s".formatted(number(one.getValue()), of.of());
              faults.add(new Fault(of.alert(), of.of(), text));
            });
  }

  /// Faults without a text, with how many there were. feed-ingest tells a reason, feed-fanout a
  /// kind.
  private static Map<Fault, Double> letters(Scrape scrape) {
    Map<Fault, Double> letters = new LinkedHashMap<>();
    scrape
        .named("rivulet_dead_letters_total")
        .forEach(
            one -> {
              String reason = one.label("reason");
              Fault of =
                  reason.isEmpty()
                      ? new Fault("DeadLettersBehindIngest", one.label("kind"), "")
                      : new Fault("DeadLetters", reason, "");
              letters.merge(of, one.value(), Double::sum);
            });
    return letters;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}
