package io.rivulet.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The HTTP API as a client without a library uses it.
public final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

  /// An answer.
  public record Answer(int status, JsonNode body, HttpResponse<String> response) {}

  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;

  Api(String address) {
    this.address = address;
  }

  public Answer get(@Nullable String token, String path) {
    return send(token, "GET", path, null, Map.of());
  }

  public Answer post(String token, String path, Map<String, ?> body) {
    return send(token, "POST", path, body, Map.of());
  }

  public Answer send(
      @Nullable String token,
      String method,
      String path,
      @Nullable Map<String, ?> body,
      Map<String, String> headers) {
    try {
      URI uri = URI.create(path.startsWith("http") ? path : address + path);
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri)
              .timeout(Duration.ofSeconds(20))
              .method(
                  method,
                  body == null
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
      if (body != null) {
        request.header("Content-Type", "application/json");
      }
      if (token != null) {
        request.header("Authorization", "Bearer " + token);
      }
      headers.forEach(request::header);
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// All ids of a list, page by page by its Link headers.
  ///
  /// @throws AssertionError if a page before the last one is not full, or the list is not in order
  List<String> all(@Nullable String token, String path, int limit) {
    List<String> ids = new ArrayList<>();
    String next = path + "?limit=" + limit;
    boolean shortPage = false;
    while (next != null) {
      Answer page = get(token, next);
      if (page.status() != 200) {
        throw new AssertionError(next + ": " + page.status() + " " + page.body());
      }
      if (shortPage && !page.body().isEmpty()) {
        throw new AssertionError("a page before the last one is short: " + ids);
      }
      page.body().forEach(status -> ids.add(status.path("id").asText()));
      shortPage = page.body().size() < limit;
      Matcher link = NEXT.matcher(page.response().headers().firstValue("Link").orElse(""));
      next = link.find() ? link.group(1) : null;
    }
    for (int i = 1; i < ids.size(); i++) {
      if (Long.parseLong(ids.get(i - 1)) <= Long.parseLong(ids.get(i))) {
        throw new AssertionError("not in order, or twice: " + ids.get(i - 1) + ", " + ids.get(i));
      }
    }
    return ids;
  }
}
