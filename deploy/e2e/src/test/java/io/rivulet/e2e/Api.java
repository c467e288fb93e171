package io.rivulet.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.contract.Contract;
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

  /// How often a page is asked for again that was short, and yet had ids after it.
  private static final int AGAINS = 3;

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

  /// Publishes a post, which must be taken, and tells its id.
  public String publish(String token, Map<String, ?> status) {
    Answer answer = post(token, "/api/v1/statuses", status);
    if (answer.status() != 200) {
      throw new AssertionError("not published: " + answer.status() + " " + answer.body());
    }
    return answer.body().path("id").asText();
  }

  /// The same of a post of nothing but a text.
  public String publish(String token, String text) {
    return publish(token, Map.of("status", text));
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
      Contract.check(response, response.body());
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
  /// A list may change between two requests: a mute that ends, or a submitted follow that is
  /// applied, brings ids where the page before had come to the end. So a page that is not full and
  /// yet has ids after it is asked for again, and is a fault if it stays so.
  ///
  /// @throws AssertionError if a page before the last one is not full, or the list is not in order
  public List<String> all(@Nullable String token, String path, int limit) {
    List<String> ids = new ArrayList<>();
    Page page = page(token, path + "?limit=" + limit);
    int agains = 0;
    while (true) {
      Page next = page.next == null ? Page.NONE : page(token, page.next);
      if (page.ids.size() < limit && !next.ids.isEmpty()) {
        if (++agains > AGAINS) {
          throw new AssertionError(page + " is short, and yet followed by " + next);
        }
        page = page(token, page.address);
        continue;
      }
      ids.addAll(page.ids);
      if (page.next == null) {
        break;
      }
      page = next;
    }
    for (int i = 1; i < ids.size(); i++) {
      if (Long.parseLong(ids.get(i - 1)) <= Long.parseLong(ids.get(i))) {
        throw new AssertionError("not in order, or twice: " + ids.get(i - 1) + ", " + ids.get(i));
      }
    }
    return ids;
  }

  private record Page(String address, List<String> ids, @Nullable String next) {
    private static final Page NONE = new Page("", List.of(), null);
  }

  private Page page(@Nullable String token, String address) {
    Answer answer = get(token, address);
    if (answer.status() != 200) {
      throw new AssertionError(address + ": " + answer.status() + " " + answer.body());
    }
    List<String> ids = new ArrayList<>();
    answer.body().forEach(status -> ids.add(status.path("id").asText()));
    Matcher link = NEXT.matcher(answer.response().headers().firstValue("Link").orElse(""));
    return new Page(address, ids, link.find() ? link.group(1) : null);
  }
}
