package io.rivulet.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An account has read a timeline up to an entry.
///
/// @param timeline `home` or `notifications`
/// @param lastRead the newest entry read; may be older than before
public record MarkerMoved(
    long account, String timeline, long lastRead, Instant at, @Nullable Origin origin)
    implements KeptEvent {
  /// The timelines that have a marker.
  public static final List<String> TIMELINES = List.of("home", "notifications");

  public MarkerMoved {
    Check.id("account", account);
    Check.id("lastRead", lastRead);
    Check.instant("at", at);
    if (!TIMELINES.contains(timeline)) {
      throw new InvalidEventException(
          "timeline", "one of home, notifications", InvalidEventException.quote(timeline));
    }
  }
}
