package io.rivulet.bench;

import io.rivulet.local.LocalException;
import io.rivulet.local.ReaderAlone;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads first pages of home timelines, one after the other over one connection, and times them.
final class HomeReads {
  static final int PAGE = 20;

  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Pattern ENTRY = Pattern.compile("\"in_reply_to_id\":");

  private final ReaderAlone reader;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<Long, HttpRequest> requests = new HashMap<>();

  HomeReads(ReaderAlone reader) {
    this.reader = reader;
  }

  /// Reads a full page.
  ///
  /// @return nanoseconds from the request to the end of the answer
  /// @throws LocalException if it is no full page: then there is nothing to measure
  long time(long viewer) {
    HttpRequest request = requests.computeIfAbsent(viewer, this::request);
    long began = System.nanoTime();
    HttpResponse<String> answer = send(request);
    long time = System.nanoTime() - began;
    long entries = ENTRY.matcher(answer.body()).results().count();
    if (answer.statusCode() != 200 || entries != PAGE) {
      throw new LocalException(
          "No full page to measure: HTTP %d with %d of %d entries"
              .formatted(answer.statusCode(), entries, PAGE));
    }
    return time;
  }

  private HttpRequest request(long viewer) {
    return HttpRequest.newBuilder(
            URI.create(reader.address() + "/api/v1/timelines/home?limit=" + PAGE))
        .header("Authorization", "Bearer " + reader.token(viewer))
        .timeout(BOUND)
        .build();
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new LocalException("feed-reader does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("Interrupted", e);
    }
  }
}
