package io.rivulet.fanout;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rivulet.fanout.deliver.LaneSettings;
import io.rivulet.timeline.TimelineLimits;
import org.jspecify.annotations.Nullable;

/// How deliveries are written; a change takes a restart. What the parts mean: [LaneSettings].
///
/// @param timelinesPerCall 1 to 1,000; 64 by default
/// @param callsInFlight 1 to 64 for each partition; 4 by default
/// @param pendingTimelines at least `timelinesPerCall`; 20,000 by default
public record DeliverySettings(int timelinesPerCall, int callsInFlight, int pendingTimelines) {
  /// What holds where the file says nothing.
  public static final DeliverySettings DEFAULT = new DeliverySettings(null, null, null);

  public DeliverySettings(
      @JsonProperty("timelinesPerCall") @Nullable Integer timelinesPerCall,
      @JsonProperty("callsInFlight") @Nullable Integer callsInFlight,
      @JsonProperty("pendingTimelines") @Nullable Integer pendingTimelines) {
    this(
        or(timelinesPerCall, LaneSettings.DEFAULT.timelinesPerCall()),
        or(callsInFlight, LaneSettings.DEFAULT.callsInFlight()),
        or(pendingTimelines, LaneSettings.DEFAULT.pendingTimelines()));
  }

  private static int or(@Nullable Integer set, int byDefault) {
    return set == null ? byDefault : set;
  }

  LaneSettings lane() {
    return new LaneSettings(
        timelinesPerCall, callsInFlight, pendingTimelines, TimelineLimits.DEFAULT);
  }
}
