package io.rivulet.local;

import java.nio.file.Path;
import java.util.Optional;

/// How a local run is to be.
///
/// @param data folder that keeps everything between runs, made if absent; empty for a temporary one
///   that is removed at the end
/// @param port where the API is served on 127.0.0.1, 1 to 65535
/// @param partitions of the main topics, 1 to 1024; they must stay the same for a data folder
public record LocalSettings(Optional<Path> data, int port, int partitions) {
  public LocalSettings {
    require("port", port, 65_535);
    require("partitions", partitions, 1_024);
  }

  private static void require(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new LocalException("%s must be 1 to %d, but is %d".formatted(name, most, value));
    }
  }
}
