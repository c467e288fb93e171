package io.rivulet.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;

/// Finds the Redis program: the one that the system property `feed.test.redis.binary` names (a
/// `valkey-server` will do), else `redis-server` or `valkey-server` of the PATH, else a static
/// Redis 7.0.15 that comes as a Maven artifact.
final class RedisBinary {
  /// System property: path of the program to run.
  static final String PROPERTY = "feed.test.redis.binary";

  private RedisBinary() {}

  /// The program's path; a bundled one is unpacked into `folder`.
  static Path find(Path folder) throws IOException {
    String named = System.getProperty(PROPERTY, "");
    if (!named.isEmpty()) {
      return requireExecutable(Path.of(named));
    }
    Optional<Path> installed =
        ProgramPath.find("redis-server").or(() -> ProgramPath.find("valkey-server"));
    return installed.isPresent() ? installed.get() : unpack(folder);
  }

  /// Unpacks the program for this system and processor.
  static Path unpack(Path folder) throws IOException {
    String resource = "redis-server-7.0.15-%s-%s".formatted(system(), processor());
    try (InputStream program = RedisBinary.class.getResourceAsStream("/" + resource)) {
      if (program == null) {
        throw new ServerException(
            "No redis-server on the PATH and none bundled for this machine: install one or set -D"
                + PROPERTY);
      }
      Path unpacked = folder.resolve(resource);
      Files.copy(program, unpacked, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(unpacked, PosixFilePermissions.fromString("rwx------"));
      return unpacked;
    }
  }

  private static Path requireExecutable(Path program) {
    if (Files.isRegularFile(program) && Files.isExecutable(program)) {
      return program.toAbsolutePath();
    }
    throw new ServerException("No program at %s, which -D%s names".formatted(program, PROPERTY));
  }

  private static String system() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac")
        ? "darwin"
        : "linux";
  }

  private static String processor() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
  }
}
