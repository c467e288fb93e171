package io.rivulet.reader;

import io.rivulet.servers.ServiceServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A reader as it runs in production, asked by accounts.
final class ReaderProcess implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final ServiceServer service;

  private ReaderProcess(ServiceServer service) {
    this.service = service;
  }

  /// Starts a reader.
  ///
  /// @param folder for its log
  /// @param settings what to override, named by their path in the configuration
  static ReaderProcess start(Path folder, Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("tokens.keys", Client.keys().toString());
    all.put("limits.enabled", "false");
    all.put("coldPosts.enabled", "false");
    return new ReaderProcess(
        ServiceServer.start(
            new ServiceServer.Program(
                "Reader", ReaderApplication.class.getName(), "config/reader.yml", all, List.of()),
            folder,
            ANSWER));
  }

  ServiceServer service() {
    return service;
  }

  /// As an account; the path is in the API.
  HttpResponse<String> get(String path, long account) {
    return service.send(
        service.request(path).header("Authorization", "Bearer " + Client.token(account, "read")));
  }

  @Override
  public void close() {
    service.close();
  }
}
