package io.rivulet.servers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The folder with the broker's own class path (`lib/*.jar`), which the build of this module fills,
/// and beside it an archive of loaded classes that halves the broker's start ([KafkaClassArchive]).
public final class KafkaHome {
  /// System property: path of the folder.
  public static final String PROPERTY = "feed.kafka.home";

  private final Path folder;

  private KafkaHome(Path folder) {
    this.folder = folder;
  }

  /// The folder that the system property names.
  ///
  /// @throws ServerException if it is not named, or holds no broker
  public static KafkaHome configured() {
    String named = System.getProperty(PROPERTY, "");
    if (named.isEmpty()) {
      throw new ServerException(
          "System property %s is not set: it must name the folder deploy/servers/target/kafka of a build"
              .formatted(PROPERTY));
    }
    return at(Path.of(named));
  }

  /// A folder that a build of this module filled.
  ///
  /// @throws ServerException if it holds no broker
  public static KafkaHome at(Path folder) {
    var home = new KafkaHome(folder.toAbsolutePath());
    if (!home.hasBroker()) {
      throw new ServerException(
          "No Kafka broker in %s: run `mvn -pl deploy/servers process-classes`, which puts it into deploy/servers/target/kafka, and let -D%s name that folder"
              .formatted(folder.resolve("lib"), PROPERTY));
    }
    return home;
  }

  /// All jars, sorted: the archive of classes is valid for one order only.
  String classPath() throws IOException {
    try (var jars = Files.newDirectoryStream(folder.resolve("lib"), "*.jar")) {
      return StreamSupport.stream(jars.spliterator(), false)
          .map(Path::toString)
          .sorted()
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  /// Where the archive for this Java is or may be put.
  Path archivePath() {
    return folder.resolve("classes-" + System.getProperty("java.vm.version") + ".jsa");
  }

  Optional<Path> archive() {
    return Optional.of(archivePath()).filter(Files::isReadable);
  }

  private boolean hasBroker() {
    try (var jars = Files.newDirectoryStream(folder.resolve("lib"), "kafka_2.13-*.jar")) {
      return jars.iterator().hasNext();
    } catch (IOException _) {
      return false;
    }
  }
}
