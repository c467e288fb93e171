package io.rivulet.e2e.access;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Requests of whose answers the status counts: a stream is left as soon as it has begun.
final class Requests {
  /// The body of a row that uploads a picture.
  static final String PICTURE = "@picture";

  private static final HttpClient http = HttpClient.newHttpClient();
  private static final String BOUNDARY = "frontier";

  /// The smallest there is.
  private static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  private Requests() {}

  /// @param text empty of a stream
  record Answer(int status, HttpHeaders headers, String text) {}

  static Answer send(
      String address, String method, String path, @Nullable String token, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, publisher(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", type(body));
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return send(request.build());
  }

  private static Answer send(HttpRequest request) {
    try {
      HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
      try (InputStream in = answer.body()) {
        boolean stream =
            answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
        String text = stream ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(answer.statusCode(), answer.headers(), text);
      }
    } catch (IOException e) {
      throw new IllegalStateException(request.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static Answer get(String address) {
    return send(address, "GET", "", null, "");
  }

  static String text(String address) {
    return get(address).text();
  }

  private static String type(String body) {
    if (body.equals(PICTURE)) {
      return "multipart/form-data; boundary=" + BOUNDARY;
    }
    return body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded";
  }

  private static BodyPublisher publisher(String body) {
    if (body.isEmpty()) {
      return BodyPublishers.noBody();
    }
    return body.equals(PICTURE)
        ? BodyPublishers.concat(
            BodyPublishers.ofString(
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n"
                    .formatted(BOUNDARY)),
            BodyPublishers.ofByteArray(PNG),
            BodyPublishers.ofString("\r\n--%s--\r\n".formatted(BOUNDARY)))
        : BodyPublishers.ofString(body);
  }
}
