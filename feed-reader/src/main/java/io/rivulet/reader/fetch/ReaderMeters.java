package io.rivulet.reader.fetch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What the reader counts. Times of requests are measured by the service's own meters.
public final class ReaderMeters {
  private final MeterRegistry meters;
  private final Timer rebuild;
  private final Counter merged;

  /// To look a counter up among the meters costs more than to count.
  private final Map<Name, Counter> counters = new ConcurrentHashMap<>();

  private record Name(String meter, String tag, String value) {}

  public ReaderMeters(MeterRegistry meters) {
    this.meters = meters;
    this.rebuild =
        Timer.builder("rivulet.reader.rebuild").publishPercentiles(0.5, 0.99).register(meters);
    this.merged = meters.counter("rivulet.reader.merged");
  }

  /// A page was answered.
  ///
  /// @param rounds above 1 if it had to be refilled
  /// @param looks how often older entries had to be read to judge boosts
  public void page(String list, int rounds, int looks) {
    counter("rivulet.reader.pages", "list", list).increment();
    if (rounds > 1) {
      counter("rivulet.reader.refills", "list", list).increment(rounds - 1.0);
    }
    if (looks > 0) {
      counter("rivulet.reader.looks", "list", list).increment(looks);
    }
  }

  /// A rebuild of a home timeline ended.
  public void rebuild(Enum<?> outcome) {
    counter("rivulet.reader.rebuilds", "outcome", tag(outcome)).increment();
  }

  /// A rebuild made a timeline: how long it took from the claim to the merge. The rest of the
  /// request is not in it.
  public void rebuilt(Duration took) {
    rebuild.record(took);
  }

  /// A home timeline was answered from author timelines and not written.
  public void merged() {
    merged.increment();
  }

  /// An entry was hidden by a rule.
  public void hidden(Enum<?> rule) {
    hidden(rule, 1);
  }

  /// Entries were hidden by a rule.
  public void hidden(Enum<?> rule, int entries) {
    if (entries > 0) {
      counter("rivulet.reader.hidden", "rule", tag(rule)).increment(entries);
    }
  }

  /// Timelines of large authors were needed.
  ///
  /// @param cached how many of them were in the cache
  public void pulled(int cached, int read) {
    counter("rivulet.reader.pulled", "from", "cache").increment(cached);
    counter("rivulet.reader.pulled", "from", "redis").increment(read);
  }

  /// Bodies of posts, or profiles, were needed.
  ///
  /// @param held how many of them were in the process
  public void bodies(Stored what, int held, int read) {
    counter("rivulet.reader.held", "what", what.tag()).increment(held);
    counter("rivulet.reader.read", "what", what.tag()).increment(read);
  }

  /// Bodies of posts, or profiles, were asked for anew beside the reads, since they are needed all
  /// the time.
  public void renewed(Stored what, int read) {
    counter("rivulet.reader.renewed", "what", what.tag()).increment(read);
  }

  /// Bodies of posts that Redis does not have came from workers.
  public void cold(int found) {
    counter("rivulet.reader.cold", "from", "workers").increment(found);
  }

  /// Something that must be shown has no body anywhere, so the request failed.
  public void missing(Stored what) {
    counter("rivulet.reader.missing", "what", what.tag()).increment();
  }

  /// A request was given up because something was not known in time.
  public void unknown(Stored what) {
    counter("rivulet.reader.unknown", "what", what.tag()).increment();
  }

  /// A value that none of its writers can have written was met.
  public void corrupt(Stored what) {
    counter("rivulet.reader.corrupt", "what", what.tag()).increment();
  }

  private Counter counter(String meter, String tag, String value) {
    return counters.computeIfAbsent(
        new Name(meter, tag, value),
        name -> meters.counter(name.meter(), name.tag(), name.value()));
  }

  private static String tag(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
