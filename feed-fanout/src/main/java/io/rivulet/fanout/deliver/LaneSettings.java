package io.rivulet.fanout.deliver;

import io.rivulet.timeline.TimelineLimits;

/// How a [Lane] writes.
///
/// @param timelinesPerCall at most; 64 holds Redis for a fifth of a millisecond
/// @param callsInFlight at most, of one lane
/// @param pendingTimelines above which a lane has no room: bounds memory, some 100 bytes each, and
///   the time a commit waits
/// @param limits of home timelines
public record LaneSettings(
    int timelinesPerCall, int callsInFlight, int pendingTimelines, TimelineLimits limits) {

  /// What holds where nothing is set.
  public static final LaneSettings DEFAULT =
      new LaneSettings(64, 4, 20_000, TimelineLimits.DEFAULT);

  public LaneSettings {
    if (timelinesPerCall < 1 || callsInFlight < 1 || pendingTimelines < timelinesPerCall) {
      throw new IllegalArgumentException(
          "timelinesPerCall and callsInFlight must be at least 1,"
              + " pendingTimelines at least timelinesPerCall");
    }
  }
}
