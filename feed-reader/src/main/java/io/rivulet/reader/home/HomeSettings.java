package io.rivulet.reader.home;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How home timelines are kept and waited for.
///
/// @param timeToLive of a timeline that nobody reads; 1 min to 1 year, 14 days by default
/// @param renewEvery how often at most a viewer's reads renew that; below `timeToLive`, 1 hour by
///   default
/// @param rebuildPatience after which an unfinished rebuild is given up and the next reader begins
///   anew; 100 ms to 1 min, 5 s by default. A rebuild takes some milliseconds
/// @param underWayPatience how long a read waits for another's rebuild before it merges author
///   timelines itself; 300 ms by default
/// @param unknownPatience how long a read waits for what is not known yet before it answers 503; 2
///   s by default
public record HomeSettings(
    Duration timeToLive,
    Duration renewEvery,
    Duration rebuildPatience,
    Duration underWayPatience,
    Duration unknownPatience) {
  public static final HomeSettings DEFAULT =
      new HomeSettings(
          Duration.ofDays(14),
          Duration.ofHours(1),
          Duration.ofSeconds(5),
          Duration.ofMillis(300),
          Duration.ofSeconds(2));

  public HomeSettings {
    check("timeToLive", timeToLive, Duration.ofMinutes(1), Duration.ofDays(366));
    check("renewEvery", renewEvery, Duration.ofSeconds(1), timeToLive);
    check("rebuildPatience", rebuildPatience, Duration.ofMillis(100), Duration.ofMinutes(1));
    check("underWayPatience", underWayPatience, Duration.ZERO, Duration.ofSeconds(10));
    check("unknownPatience", unknownPatience, Duration.ZERO, Duration.ofSeconds(10));
  }

  @JsonCreator
  static HomeSettings of(
      @JsonProperty("timeToLive") @Nullable Duration timeToLive,
      @JsonProperty("renewEvery") @Nullable Duration renewEvery,
      @JsonProperty("rebuildPatience") @Nullable Duration rebuildPatience,
      @JsonProperty("underWayPatience") @Nullable Duration underWayPatience,
      @JsonProperty("unknownPatience") @Nullable Duration unknownPatience) {
    return new HomeSettings(
        timeToLive == null ? DEFAULT.timeToLive : timeToLive,
        renewEvery == null ? DEFAULT.renewEvery : renewEvery,
        rebuildPatience == null ? DEFAULT.rebuildPatience : rebuildPatience,
        underWayPatience == null ? DEFAULT.underWayPatience : underWayPatience,
        unknownPatience == null ? DEFAULT.unknownPatience : unknownPatience);
  }

  private static void check(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "home.%s must be %s to %s, but is %s".formatted(name, least, most, value));
    }
  }
}
