package io.rivulet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.contract.Contract;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What comes over a WebSocket of live streams.
public final class LiveFrames implements WebSocket.Listener {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Completes with the status the server closes with.
  public final CompletableFuture<Integer> closed = new CompletableFuture<>();

  private final StringBuilder text = new StringBuilder();
  private final List<JsonNode> frames = new CopyOnWriteArrayList<>();

  /// Opens a WebSocket whose frames are kept here.
  ///
  /// @param query of the address, from the question mark on
  public WebSocket listen(String address, String token, String query) {
    // Made now, since it trusts whom this process trusts when it is made.
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .subprotocols(token)
        .buildAsync(
            URI.create(address.replaceFirst("^http", "ws") + "/api/v1/streaming" + query), this)
        .join();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      frames.add(checked(parse(text.toString())));
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    closed.complete(status);
    return null;
  }

  private static JsonNode checked(JsonNode frame) {
    String payload = frame.path("payload").asText();
    switch (frame.path("event").asText()) {
      case "update", "status.update" -> Contract.check("OwnStatus", payload);
      case "notification" -> Contract.check("Notification", payload);
      default -> {
        // A bare id.
      }
    }
    return frame;
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new AssertionError(json, e);
    }
  }

  /// Ids of statuses, each of which came once.
  public List<String> updates() {
    List<String> ids = payloads("update").stream().map(one -> one.path("id").asText()).toList();
    assertThat(ids).doesNotHaveDuplicates();
    return ids;
  }

  public List<String> deletes() {
    return named("delete").map(frame -> frame.path("payload").asText()).toList();
  }

  /// What events of a name carried.
  public List<JsonNode> payloads(String event) {
    return named(event).map(frame -> parse(frame.path("payload").asText())).toList();
  }

  /// The streams that events of a name came on.
  public List<JsonNode> streams(String event) {
    return named(event).map(frame -> frame.path("stream")).toList();
  }

  private Stream<JsonNode> named(String event) {
    return frames.stream().filter(frame -> frame.path("event").asText().equals(event));
  }
}
