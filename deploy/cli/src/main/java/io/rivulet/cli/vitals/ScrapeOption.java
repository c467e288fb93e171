package io.rivulet.cli.vitals;

import io.rivulet.cli.DataOption;
import io.rivulet.local.LocalException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Whose metrics a command reads: those of a local run, or of any services.
public final class ScrapeOption {
  /// Long for a metrics page, and short enough to say that a process hangs.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final int HTTP_OK = 200;
  private static final String LOGIN = "login";

  @Mixin private DataOption run = new DataOption();

  @Option(
      names = "--admin",
      paramLabel = "NAME=URL",
      description = {
        "A service by its admin port, as often as there are services,",
        "if not those of a local run"
      })
  private Map<String, URI> services = new TreeMap<>();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Has a token of scope admin:read, for admin ports of other machines")
  private @Nullable Path token;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /// The admin ports, by service.
  ///
  /// @throws LocalException if no service is named and nothing runs
  Map<String, URI> admin() {
    if (!services.isEmpty()) {
      return services;
    }
    Map<String, URI> own = new TreeMap<>();
    run.instance().admin().forEach((name, address) -> own.put(name, URI.create(address)));
    // It has no part in the way of posts.
    own.remove(LOGIN);
    return own;
  }

  /// Asks all at once.
  List<Scrape> scrape(Map<String, URI> admin) {
    List<CompletableFuture<Scrape>> asked = new ArrayList<>();
    admin.forEach((name, address) -> asked.add(scrape(name, address)));
    return asked.stream().map(CompletableFuture::join).toList();
  }

  private CompletableFuture<Scrape> scrape(String name, URI address) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve("/metrics")).timeout(PATIENCE);
    Path file = token;
    if (file != null) {
      request.header("Authorization", "Bearer " + read(file));
    }
    return http.sendAsync(request.build(), BodyHandlers.ofString())
        .handle((answer, thrown) -> scrape(name, address, answer, thrown));
  }

  private static Scrape scrape(
      String name, URI address, @Nullable HttpResponse<String> answer, @Nullable Throwable thrown) {
    if (answer == null) {
      Throwable cause = thrown == null || thrown.getCause() == null ? thrown : thrown.getCause();
      return new Scrape(name, List.of(), "no answer from %s (%s)".formatted(address, cause));
    }
    return answer.statusCode() == HTTP_OK
        ? new Scrape(name, Sample.parse(answer.body()), null)
        : new Scrape(name, List.of(), "%s answered %d".formatted(address, answer.statusCode()));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new LocalException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
