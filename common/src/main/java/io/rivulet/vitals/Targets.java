package io.rivulet.vitals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which services there are, as Prometheus is told by a file too (`file_sd_configs`):
///
/// ```json
/// [{"targets": ["10.0.0.7:8081", "10.0.0.8:8081"], "labels": {"job": "feed-fanout"}}]
/// ```
///
/// Targets are host and port of admin ports. `__scheme__: https` among the labels is heeded.
public final class Targets {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Targets() {}

  /// The admin ports of a file by the names that services are told by: their job, and where it is
  /// if there are several of one.
  ///
  /// @throws IllegalArgumentException if the file cannot be read, or says something else
  public static Map<String, URI> read(Path file) {
    Map<String, List<URI>> jobs = new TreeMap<>();
    for (JsonNode group : groups(file)) {
      String job = group.path("labels").path("job").asText();
      if (job.isEmpty() || !group.path("targets").isArray()) {
        throw new IllegalArgumentException(
            "%s: expected targets and labels.job, found %s".formatted(file, group));
      }
      String scheme = group.path("labels").path("__scheme__").asText("http");
      for (JsonNode target : group.path("targets")) {
        jobs.computeIfAbsent(job, _ -> new ArrayList<>()).add(uri(scheme, target.asText(), file));
      }
    }
    Map<String, URI> named = new TreeMap<>();
    jobs.forEach(
        (job, all) -> {
          boolean one = all.size() == 1;
          all.forEach(uri -> named.put(one ? job : job + " " + uri.getAuthority(), uri));
        });
    return named;
  }

  private static JsonNode groups(Path file) {
    try {
      JsonNode groups = JSON.readTree(Files.readAllBytes(file));
      if (groups.isArray()) {
        return groups;
      }
      throw new IllegalArgumentException(file + ": expected a list of groups of targets");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s is no JSON: %s".formatted(file, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("%s cannot be read: %s".formatted(file, e), e);
    }
  }

  private static URI uri(String scheme, String target, Path file) {
    try {
      URI uri = new URI(scheme + "://" + target);
      if (uri.getHost() != null && uri.getPort() > 0) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "%s: expected host:port, found '%s'".formatted(file, target));
  }
}
