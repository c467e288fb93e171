package io.rivulet.faults.fault;

import io.rivulet.faults.net.Namespaces;
import io.rivulet.servers.ProgramPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What a kind of fault needs of the machine.
public enum Need {
  NOTHING,
  NAMESPACES,
  MOUNTS,
  FAKETIME;

  /// Why the machine has it not; empty if it has.
  public Optional<String> obstacle() {
    return switch (this) {
      case NOTHING -> Optional.empty();
      case NAMESPACES -> Namespaces.obstacle();
      case MOUNTS -> mountObstacle();
      case FAKETIME ->
          Files.isReadable(clockLibrary())
              ? Optional.empty()
              : Optional.of(clockLibrary() + " is not there (Debian: faketime)");
    };
  }

  private static Optional<String> mountObstacle() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return Optional.of("small disks are mounted by root only");
    }
    return ProgramPath.find("mount").isPresent()
        ? Optional.empty()
        : Optional.of("mount is not installed");
  }

  /// Debian's, of the machine's own architecture.
  static Path clockLibrary() {
    String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
    return Path.of("/usr/lib/%s-linux-gnu/faketime/libfaketimeMT.so.1".formatted(machine));
  }
}
