package io.rivulet.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Where a service tells how it is.
public record AdminPort(String address) {
  private static final Duration BOUND = Duration.ofSeconds(2);
  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(BOUND).build();

  /// Whether a path answers 200; not if nothing answers.
  public boolean ok(String path) {
    return answer(path).status() == 200;
  }

  /// What is answered.
  ///
  /// @param status 0 if nothing is
  public record Answer(int status, String body) {}

  /// Asks for a path.
  public Answer answer(String path) {
    try {
      HttpResponse<String> answer = ask(path);
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException _) {
      return new Answer(0, "");
    }
  }

  /// The lines of its metrics that tell something, for whoever has to find out why it hangs.
  public String metrics(Predicate<String> wanted) {
    try {
      return ask("/metrics")
          .body()
          .lines()
          .filter(line -> !line.startsWith("#") && !line.endsWith(" 0.0"))
          .filter(wanted)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private HttpResponse<String> ask(String path) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address + path)).timeout(BOUND).build();
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
