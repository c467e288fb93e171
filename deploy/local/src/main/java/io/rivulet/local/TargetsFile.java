package io.rivulet.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `targets.json` in a run's data folder: the admin ports of its services, for the operations page
/// and for a Prometheus (`file_sd_configs`), see [io.rivulet.vitals.Targets].
final class TargetsFile {
  private record Group(List<String> targets, Map<String, String> labels) {}

  private TargetsFile() {}

  static Path in(Path data) {
    return data.resolve("targets.json");
  }

  /// Writes it anew.
  ///
  /// @param processes all services; the identity provider, which has no part in the way of posts,
  ///   is left out
  static void write(Path data, List<ServiceProcess> processes) {
    Map<String, List<String>> jobs = new TreeMap<>();
    processes.stream()
        .filter(one -> one.service() != Service.LOGIN)
        .forEach(
            one ->
                jobs.computeIfAbsent(one.service().title(), _ -> new ArrayList<>())
                    .add(URI.create(one.admin()).getAuthority()));
    List<Group> groups =
        jobs.entrySet().stream()
            .map(job -> new Group(job.getValue(), Map.of("job", job.getKey())))
            .toList();
    Path file = in(data);
    try {
      JsonFile.write(file, groups);
    } catch (IOException e) {
      throw new LocalException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }
}
