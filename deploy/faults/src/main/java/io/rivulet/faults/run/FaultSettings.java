package io.rivulet.faults.run;

import io.rivulet.faults.fault.FaultKind;
import io.rivulet.faults.traffic.Crowd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How a run is to be.
///
/// @param seed of the schedule, the packets that are lost, and the load
/// @param length of the schedule, at least: it goes on until each kind has happened once. Without
///   meaning for a rolling upgrade
/// @param kinds of faults; none for a rolling upgrade of every process
/// @param rate acts a second of the load
/// @param data folder of all data and logs, kept; empty for one that is deleted
/// @param prefix of namespaces, devices and mounts
record FaultSettings(
    long seed,
    Duration length,
    List<FaultKind> kinds,
    int rate,
    Optional<Path> data,
    String prefix) {
  FaultSettings {
    kinds = List.copyOf(kinds);
  }

  boolean rolling() {
    return kinds.isEmpty();
  }

  Crowd.Size crowd() {
    return Crowd.Size.DEFAULT;
  }
}
