package io.rivulet.audit.run;

import java.time.Duration;

/// How an audit is made.
///
/// @param deep whether Redis itself is inspected
/// @param chunk accounts that are read at one go; the fewer, the fewer records come meanwhile
/// @param readers timelines read at the same time
/// @param patience how long the fan-out may take to get to where the topics end
/// @param staleness how old what a reader serves to others than who made a change may be: caches
public record AuditSettings(
    boolean deep, int chunk, int readers, Duration patience, Duration staleness) {
  /// What suits one machine.
  public static final AuditSettings DEFAULT =
      new AuditSettings(false, 64, 4, Duration.ofSeconds(60), Duration.ofMillis(1_100));

  public AuditSettings withDeep(boolean inspect) {
    return new AuditSettings(inspect, chunk, readers, patience, staleness);
  }

  public AuditSettings withPatience(Duration longest) {
    return new AuditSettings(deep, chunk, readers, longest, staleness);
  }
}
