package io.rivulet.servers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Writes the class-data archive of a broker's start into the [KafkaHome], as a step of the build:
/// one broker is started and stopped for it. A start then takes half the time (RATIONALE.md has
/// figures). Without an archive, or with one that does not fit, Java starts all the same, so a
/// failure here is told and not passed on.
final class KafkaClassArchive {
  /// Writing the archive takes seconds at the end of the run.
  private static final Duration WRITE_BOUND = Duration.ofSeconds(90);

  private KafkaClassArchive() {}

  public static void main(String[] arguments) throws IOException {
    KafkaHome home = KafkaHome.configured();
    if (!isFresh(home.archive(), Path.of(home.classPath().split(File.pathSeparator, -1)[0]))) {
      try {
        write(home);
      } catch (ServerException e) {
        System.err.println("No class archive for Kafka, it will start slower: " + e.getMessage());
      }
    }
  }

  private static boolean isFresh(Optional<Path> archive, Path jar) throws IOException {
    return archive.isPresent()
        && Files.getLastModifiedTime(archive.get()).compareTo(Files.getLastModifiedTime(jar)) > 0;
  }

  private static void write(KafkaHome home) throws IOException {
    Files.deleteIfExists(home.archivePath());
    Path written =
        home.archivePath().resolveSibling("new-" + ProcessHandle.current().pid() + ".jsa");
    try (var server =
        KafkaServer.start(
            home, ServerSettings.ephemeral(), List.of("-XX:ArchiveClassesAtExit=" + written))) {
      server.stop(WRITE_BOUND);
    }
    if (Files.exists(written)) {
      Files.move(written, home.archivePath(), StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
