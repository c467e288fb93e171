package io.rivulet.local;

import java.nio.file.Path;
import java.util.List;

/// How a service's JVM is to run on a developer's machine: small, and quick to start (RATIONALE.md
/// has the reasons).
final class ServiceJvm {
  private ServiceJvm() {}

  /// @param folder where the JVM writes to should it crash: not wherever the run was started
  static List<String> options(Path folder) {
    return List.of(
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:ErrorFile=" + folder.resolve("crash-%p.log"));
  }
}
