package io.rivulet.cli.memory;

import io.rivulet.id.Ids;
import io.rivulet.redis.DrawnKey;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/// Another value of a setting, and what Redis would not hold with it.
///
/// @param setting that is changed
/// @param value for [Setting#HOT] and [Setting#TIME_TO_LIVE]; zero for [Setting#JOURNEYS]
record Change(Setting setting, Duration value) {
  /// Settings that decide how long something is kept.
  enum Setting {
    HOT("posts.hot", "feed-fanout", "older posts; readers ask workers for them"),
    TIME_TO_LIVE("home.timeToLive", "feed-reader", "home timelines that nobody read since"),
    JOURNEYS("journeys", "feed-fanout", "ways of posts, which the page draws");

    final String title;
    final String service;
    final String saved;

    Setting(String title, String service, String saved) {
      this.title = title;
      this.service = service;
      this.saved = saved;
    }
  }

  /// Those that are worth a look where none is asked for.
  static final List<Change> USUAL =
      List.of(
          new Change(Setting.HOT, Duration.ofDays(1)),
          new Change(Setting.HOT, Duration.ofDays(7)),
          new Change(Setting.HOT, Duration.ofDays(30)),
          new Change(Setting.TIME_TO_LIVE, Duration.ofDays(1)),
          new Change(Setting.TIME_TO_LIVE, Duration.ofDays(3)),
          new Change(Setting.TIME_TO_LIVE, Duration.ofDays(7)),
          new Change(Setting.JOURNEYS, Duration.ZERO));

  /// Of `posts.hot=P7D`, `home.timeToLive=P3D` or `journeys=false`.
  ///
  /// @throws IllegalArgumentException that says what is expected
  static Change of(String text) {
    String[] parts = text.split("=", -1);
    for (Setting setting : Setting.values()) {
      if (parts.length == 2 && parts[0].equals(setting.title)) {
        return new Change(setting, value(setting, text, parts[1]));
      }
    }
    throw new IllegalArgumentException(
        "expected posts.hot=P7D, home.timeToLive=P3D or journeys=false, found " + text);
  }

  private static Duration value(Setting setting, String text, String value) {
    if (setting == Setting.JOURNEYS) {
      if (!value.equals("false")) {
        throw new IllegalArgumentException("expected journeys=false, found " + text);
      }
      return Duration.ZERO;
    }
    try {
      Duration duration = Duration.parse(value);
      if (duration.isPositive()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("expected a time such as P7D or PT12H in " + text, e);
    }
    throw new IllegalArgumentException("expected a time above zero in " + text);
  }

  /// Whether a key would not be there.
  ///
  /// @param timeToLive of home timelines as it is set now: what is left of it tells when one was
  ///   read
  boolean ends(DrawnKey key, Instant now, Duration timeToLive) {
    return switch (setting) {
      case HOT ->
          key.keyspace().equals("post")
              && key.id() > 0
              && Ids.time(key.id()).plus(value).isBefore(now);
      case TIME_TO_LIVE ->
          key.keyspace().equals("home")
              && key.left() >= 0
              && timeToLive.minusMillis(key.left()).compareTo(value) > 0;
      case JOURNEYS -> key.keyspace().equals("journey");
    };
  }

  /// As it stands in a configuration file.
  @Override
  public String toString() {
    return switch (setting) {
      case HOT, TIME_TO_LIVE -> setting.title + ": " + days();
      case JOURNEYS -> setting.title + ": false";
    };
  }

  private String days() {
    long days = value.toDays();
    return value.equals(Duration.ofDays(days)) ? "P" + days + "D" : value.toString();
  }
}
