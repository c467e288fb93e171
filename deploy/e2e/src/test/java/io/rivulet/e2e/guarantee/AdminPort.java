package io.rivulet.e2e.guarantee;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Where a service tells how it is.
record AdminPort(String address) {
  private static final Duration BOUND = Duration.ofSeconds(2);
  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(BOUND).build();

  /// Whether a path answers 200; not if nothing answers.
  boolean ok(String path) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address + path)).timeout(BOUND).build();
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
