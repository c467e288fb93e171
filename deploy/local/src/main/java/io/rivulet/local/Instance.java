package io.rivulet.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/// How to find a run: the file `instance.json` in its data folder, there as long as it runs.
///
/// @param pid the process id of the run itself
/// @param address of the API, such as `http://127.0.0.1:8080`
/// @param kafka bootstrap servers
/// @param redis `redis://host:port`
/// @param admin address of each service's admin port, by the service's name
public record Instance(
    long pid, String address, String kafka, String redis, Map<String, String> admin) {
  private static final String FILE = "instance.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /// The run that uses a data folder.
  ///
  /// @throws LocalException if there is none
  public static Instance runningIn(Path data) {
    Path file = data.resolve(FILE);
    if (Files.exists(file)) {
      Instance instance = read(file);
      // One that was killed leaves its file behind.
      if (ProcessHandle.of(instance.pid()).map(ProcessHandle::isAlive).orElse(false)) {
        return instance;
      }
    }
    throw new LocalException(
        "No Rivulet runs with the data of %s: start it with `deploy/rivulet up`, or name its folder with --data DIR"
            .formatted(data));
  }

  private static Instance read(Path file) {
    try {
      return JSON.readValue(file.toFile(), Instance.class);
    } catch (IOException e) {
      throw new LocalException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// Tells where this run is.
  void write(Path data) throws IOException {
    Path incomplete = data.resolve(FILE + ".new");
    Files.write(incomplete, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    Files.move(incomplete, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  static void remove(Path data) throws IOException {
    Files.deleteIfExists(data.resolve(FILE));
  }
}
