package io.rivulet.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// Small files in a run's data folder by which processes tell each other something. Whoever reads
/// one while it is written has the old one or the new one, and never a half.
final class JsonFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonFile() {}

  /// What a file says; nothing if it is not there.
  ///
  /// @throws LocalException if it is no such thing
  static <T> Optional<T> read(Path file, Class<T> type) {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), type));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new LocalException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// Writes it anew.
  static void write(Path file, Object value) throws IOException {
    // With the rights of any new file: others may read who runs where, Prometheus for one.
    String name = file.getFileName() + "." + ProcessHandle.current().pid() + ".new";
    Path whole = file.resolveSibling(name);
    try {
      Files.write(whole, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(value));
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(whole);
    }
  }
}
