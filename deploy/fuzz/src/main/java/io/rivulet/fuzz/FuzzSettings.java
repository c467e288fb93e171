package io.rivulet.fuzz;

import java.time.Duration;
import java.util.List;

/// What to do.
///
/// @param time for each door
/// @param seed that all chance comes from
public record FuzzSettings(List<Door> doors, Duration time, long seed) {
  public FuzzSettings {
    doors = List.copyOf(doors);
  }
}
