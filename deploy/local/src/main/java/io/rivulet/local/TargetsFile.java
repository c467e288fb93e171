package io.rivulet.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/// `targets.json` in a run's data folder: the admin ports of its services, for the operations page
/// and for a Prometheus (`file_sd_configs`), see [io.rivulet.vitals.Targets].
final class TargetsFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Group(List<String> targets, Map<String, String> labels) {}

  private TargetsFile() {}

  static Path in(Path data) {
    return data.resolve("targets.json");
  }

  /// Writes it anew.
  ///
  /// @param admin addresses by service; the identity provider, which has no part in the way of
  ///   posts, is left out
  static void write(Path data, Map<String, String> admin) {
    List<Group> groups =
        admin.entrySet().stream()
            .filter(one -> !one.getKey().equals(Service.LOGIN.title()))
            .sorted(Map.Entry.comparingByKey())
            .map(
                one ->
                    new Group(
                        List.of(URI.create(one.getValue()).getAuthority()),
                        Map.of("job", one.getKey())))
            .toList();
    Path file = in(data);
    try {
      // Whoever reads it meanwhile has the old one or the new one, and never a half.
      Path whole = Files.createTempFile(data, "targets", ".new");
      JSON.writerWithDefaultPrettyPrinter().writeValue(whole.toFile(), groups);
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new LocalException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }
}
