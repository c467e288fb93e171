package io.rivulet.reader.fetch;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/// What the reader counts. Times of requests are measured by the service's own meters.
public final class ReaderMeters {
  private final MeterRegistry meters;

  public ReaderMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  /// A page was answered.
  ///
  /// @param rounds above 1 if it had to be refilled
  public void page(String list, int rounds) {
    meters.counter("rivulet.reader.pages", "list", list).increment();
    if (rounds > 1) {
      meters.counter("rivulet.reader.refills", "list", list).increment(rounds - 1.0);
    }
  }

  /// A rebuild of a home timeline ended.
  public void rebuild(Enum<?> outcome) {
    meters.counter("rivulet.reader.rebuilds", "outcome", tag(outcome)).increment();
  }

  /// A home timeline was answered from author timelines and not written.
  public void merged() {
    meters.counter("rivulet.reader.merged").increment();
  }

  /// An entry was hidden by a rule.
  public void hidden(Enum<?> rule) {
    meters.counter("rivulet.reader.hidden", "rule", tag(rule)).increment();
  }

  /// Something that must be shown has no body anywhere, so the request failed.
  public void missing(Stored what) {
    meters.counter("rivulet.reader.missing", "what", what.tag()).increment();
  }

  /// A request was given up because something was not known in time.
  public void unknown(Stored what) {
    meters.counter("rivulet.reader.unknown", "what", what.tag()).increment();
  }

  /// A value that none of its writers can have written was met.
  public void corrupt(Stored what) {
    meters.counter("rivulet.reader.corrupt", "what", what.tag()).increment();
  }

  private static String tag(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
