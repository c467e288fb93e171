package io.rivulet.repartition;

import io.rivulet.topic.LayoutWatch;
import java.time.Duration;

/// What is to be done, and how long the others are waited for.
///
/// @param applicationId of feed-fanout, `streams.applicationId`
/// @param partitions how many there are to be, at most 1,024: there are so many shards
/// @param lease how long somebody may publish by what was known before
/// @param sending how long after that what was sent may still arrive: `room` and `acknowledgement`
///   of feed-ingest
/// @param quiet for how long nothing may have come before it is believed that nothing comes
public record RepartitionSettings(
    String applicationId, int partitions, Duration lease, Duration sending, Duration quiet) {
  private static final int MOST_PARTITIONS = 1_024;

  /// The most that can be set at feed-ingest, together.
  public static final Duration LONGEST_SENDING = Duration.ofSeconds(40);

  private static final Duration QUIET = Duration.ofSeconds(5);

  public RepartitionSettings {
    if (applicationId.isBlank()) {
      throw new IllegalArgumentException("application id: expected a name, found nothing");
    }
    if (partitions < 1 || partitions > MOST_PARTITIONS) {
      throw new IllegalArgumentException(
          "partitions: expected 1 to %,d, found %d".formatted(MOST_PARTITIONS, partitions));
    }
  }

  /// With what has to be waited for in a system of services.
  public static RepartitionSettings of(String applicationId, int partitions, Duration sending) {
    return new RepartitionSettings(applicationId, partitions, LayoutWatch.LEASE, sending, QUIET);
  }
}
