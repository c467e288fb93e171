package io.rivulet.local;

import java.util.List;

/// How a service's JVM is to run on a developer's machine: small, and quick to start (RATIONALE.md
/// has figures).
final class ServiceJvm {
  static final List<String> OPTIONS =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private ServiceJvm() {}
}
