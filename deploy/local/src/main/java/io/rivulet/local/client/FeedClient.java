package io.rivulet.local.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.local.LocalException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A client of the HTTP API. Every failure is a [LocalException] that says what the service said.
public final class FeedClient {
  private static final Duration CONNECT_BOUND = Duration.ofSeconds(2);
  private static final Duration ANSWER_BOUND = Duration.ofSeconds(30);
  private static final int NOT_FOUND = 404;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String address;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_BOUND)
          .build();

  /// @param address scheme, host and port of the API
  public FeedClient(String address) {
    this.address = address;
  }

  /// Creates an account.
  ///
  /// @param operatorToken with the scope `admin`
  /// @return the account
  public JsonNode createAccount(String operatorToken, String username) {
    ObjectNode account = JSON.createObjectNode().put("username", username);
    return require(send("POST", "/api/v1/accounts", operatorToken, account));
  }

  /// The id of an account that is given by its id or its username, with or without `@`.
  public long account(String idOrName) {
    String path =
        idOrName.matches("\\d{6,19}")
            ? "/api/v1/accounts/" + idOrName
            : "/api/v1/accounts/lookup?acct=" + encode(withoutAt(idOrName));
    return find(path, null)
        .map(account -> account.path("id").asLong())
        .orElseThrow(
            () ->
                new LocalException(
                    "No account %s: create it with `deploy/rivulet account %s`"
                        .formatted(idOrName, withoutAt(idOrName))));
  }

  private static String withoutAt(String name) {
    return name.startsWith("@") ? name.substring(1) : name;
  }

  public boolean hasAccount(String username) {
    return find("/api/v1/accounts/lookup?acct=" + encode(username), null).isPresent();
  }

  public boolean hasStatus(long id) {
    return find("/api/v1/statuses/" + id, null).isPresent();
  }

  /// Publishes a post.
  ///
  /// @param status the members of the request, as the API has them
  /// @return the status
  public JsonNode post(String token, ObjectNode status) {
    return require(send("POST", "/api/v1/statuses", token, status));
  }

  public JsonNode follow(String token, long followee) {
    return require(send("POST", "/api/v1/accounts/" + followee + "/follow", token, empty()));
  }

  public JsonNode unfollow(String token, long followee) {
    return require(send("POST", "/api/v1/accounts/" + followee + "/unfollow", token, empty()));
  }

  /// The newest statuses of the home timeline of whoever the token speaks for.
  public JsonNode home(String token, int limit) {
    return require(send("GET", "/api/v1/timelines/home?limit=" + limit, token, null));
  }

  private Optional<JsonNode> find(String path, @Nullable String token) {
    HttpResponse<String> response = send("GET", path, token, null);
    return response.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(require(response));
  }

  private HttpResponse<String> send(
      String method, String path, @Nullable String token, @Nullable JsonNode body) {
    var request =
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(ANSWER_BOUND)
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new LocalException(
          "No answer from %s: does `deploy/rivulet up` still run?".formatted(address), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("Interrupted", e);
    }
  }

  private static JsonNode require(HttpResponse<String> response) {
    JsonNode answer = parse(response);
    if (response.statusCode() / 100 != 2) {
      throw new LocalException(
          "%s (HTTP %d)"
              .formatted(
                  answer.path("error").asText("The service gave no reason"),
                  response.statusCode()));
    }
    return answer;
  }

  private static JsonNode parse(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new LocalException(
          "%s did not answer with JSON (HTTP %d)".formatted(response.uri(), response.statusCode()),
          e);
    }
  }

  private static ObjectNode empty() {
    return JSON.createObjectNode();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
