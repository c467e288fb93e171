package io.rivulet.ingest.relation;

import io.rivulet.service.ApiException;
import io.rivulet.service.Parameters;
import java.time.Duration;
import java.util.Optional;

/// The option `duration` of a mute, in seconds.
final class MuteDuration {
  /// Ten years: longer than anybody means by an end.
  private static final Duration MOST = Duration.ofDays(3_650);

  private MuteDuration() {}

  /// How long to mute; empty, for absent and 0, without end.
  static Optional<Duration> of(Parameters options) {
    return options
        .string("duration")
        .filter(text -> !text.isEmpty())
        .map(MuteDuration::parse)
        .filter(duration -> !duration.isZero());
  }

  private static Duration parse(String text) {
    if (text.matches("\\d{1,10}")) {
      Duration duration = Duration.ofSeconds(Long.parseLong(text));
      if (duration.compareTo(MOST) <= 0) {
        return duration;
      }
    }
    throw ApiException.invalid("Duration must be 0 to " + MOST.toSeconds() + " seconds");
  }
}
