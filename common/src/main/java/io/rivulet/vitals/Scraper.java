package io.rivulet.vitals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the metrics of services, of all at once, and of workers also whose posts cost most.
public final class Scraper implements AutoCloseable {
  /// Long for a page of metrics, and short enough to say that a process hangs.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /// A worker with 1,000 partitions tells some 500 KB.
  private static final long MOST_BYTES = 16 << 20;

  private static final int HTTP_OK = 200;
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Supplier<Map<String, URI>> admin;
  private final Supplier<@Nullable String> token;

  /// @param admin addresses of admin ports, by the names that services are told by; asked for
  ///   before each look, since services come and go
  /// @param token of scope `admin:read`, asked for before each look; null where none is needed
  public Scraper(Supplier<Map<String, URI>> admin, Supplier<@Nullable String> token) {
    this.admin = admin;
    this.token = token;
  }

  /// What they tell now, in the order of their names. One that does not answer in three seconds
  /// tells nothing.
  public List<Scrape> scrape() {
    String bearer = token.get();
    if (bearer != null && !TOKEN.matcher(bearer).matches()) {
      // The client's own words would have it.
      throw new IllegalArgumentException("what should be a token is none");
    }
    List<CompletableFuture<Scrape>> asked = new ArrayList<>();
    admin.get().forEach((name, address) -> asked.add(scrape(name, address, bearer)));
    return asked.stream().map(CompletableFuture::join).toList();
  }

  private CompletableFuture<Scrape> scrape(String name, URI address, @Nullable String bearer) {
    return ask(address.resolve("/metrics"), bearer)
        .handle((answer, thrown) -> scrape(name, address, answer, thrown))
        .thenCompose(
            told ->
                isWorker(told)
                    ? withAuthors(told, ask(address.resolve(Authors.PATH), bearer))
                    : CompletableFuture.completedFuture(told));
  }

  private CompletableFuture<HttpResponse<String>> ask(URI address, @Nullable String bearer) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
    if (bearer != null) {
      request.header("Authorization", "Bearer " + bearer);
    }
    return http.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES))
        // The request's own bound ends with the headers of the answer.
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static boolean isWorker(Scrape scrape) {
    return scrape.named("rivulet_tasks").findAny().isPresent();
  }

  /// A worker that does not tell its authors tells the rest all the same.
  private static CompletableFuture<Scrape> withAuthors(
      Scrape told, CompletableFuture<HttpResponse<String>> asked) {
    return asked.handle(
        (answer, _) ->
            answer == null || answer.statusCode() != HTTP_OK
                ? told
                : new Scrape(
                    told.service(),
                    Stream.concat(told.samples().stream(), Sample.parse(answer.body()).stream())
                        .toList(),
                    null));
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

  @Override
  public void close() {
    http.shutdownNow();
  }
}
