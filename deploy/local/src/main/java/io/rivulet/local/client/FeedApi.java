package io.rivulet.local.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rivulet.local.LocalException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Carries requests to one address.
public final class FeedApi implements Carrier {
  /// With the first handshake of a JVM in it, which a busy machine has little time for.
  private static final Duration CONNECT_BOUND = Duration.ofSeconds(10);

  private static final Duration ANSWER_BOUND = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String address;
  private final Duration patience;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_BOUND)
          .build();

  /// @param address scheme, host and port of the API
  public FeedApi(String address) {
    this(address, ANSWER_BOUND);
  }

  /// @param patience how long an answer may take
  public FeedApi(String address, Duration patience) {
    this.address = address;
    this.patience = patience;
  }

  @Override
  public Answer send(Call call) {
    try {
      var response = http.send(request(call), BodyHandlers.ofString());
      return new Answer(response.statusCode(), parse(response.body()));
    } catch (IOException e) {
      throw new LocalException(
          "No answer from %s: does `deploy/rivulet up` still run?".formatted(address), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("Interrupted", e);
    }
  }

  private HttpRequest request(Call call) {
    JsonNode body = call.body();
    var request =
        HttpRequest.newBuilder(URI.create(address + call.path()))
            .timeout(patience)
            .method(
                call.method(),
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (call.token() != null) {
      request.header("Authorization", "Bearer " + call.token());
    }
    if (call.idempotencyKey() != null) {
      request.header("Idempotency-Key", call.idempotencyKey());
    }
    return request.build();
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    }
  }
}
