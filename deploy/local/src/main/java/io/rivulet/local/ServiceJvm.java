package io.rivulet.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a service's JVM is to run on a developer's machine: small, and quick to start (RATIONALE.md
/// has figures).
final class ServiceJvm {
  /// System property: folder of the class-data archives that the launcher made; may be absent.
  static final String ARCHIVES = "rivulet.archives";

  private ServiceJvm() {}

  static List<String> options(Service service) {
    var options =
        new ArrayList<>(
            List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+RecordDynamicDumpInfo",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    archive(service).forEach(options::add);
    return options;
  }

  /// Java starts without an archive, or with one that does not fit, only slower.
  private static List<String> archive(Service service) {
    String folder = System.getProperty(ARCHIVES, "");
    if (folder.isEmpty()) {
      return List.of();
    }
    Path archive = Path.of(folder, service.title() + ".jsa");
    return Files.isReadable(archive)
        ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
        : List.of();
  }
}
