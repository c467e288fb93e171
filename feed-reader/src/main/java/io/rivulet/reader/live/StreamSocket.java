package io.rivulet.reader.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import io.rivulet.service.BearerToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;

/// One WebSocket. Messages come in one after the other; what goes out is sent by a thread of the
/// connection's own. Public, since Jetty looks its methods up.
public final class StreamSocket implements Session.Listener.AutoDemanding {
  private static final JsonMapper json = new JsonMapper();

  /// Messages of a client in ten seconds: some dozens when it begins, then hardly any.
  private static final int MOST_MESSAGES = 200;

  private static final long WINDOW = Duration.ofSeconds(10).toNanos();

  private final LiveStreams streams;
  private final BearerToken token;
  private final Topic.@Nullable Asked first;
  private @Nullable Connection opened;
  private boolean pinged;
  private long windowBegan = System.nanoTime();
  private int messages;

  /// @param first to subscribe to at once
  StreamSocket(LiveStreams streams, BearerToken token, Topic.@Nullable Asked first) {
    this.streams = streams;
    this.token = token;
    this.first = first;
  }

  private Connection connection() {
    return Objects.requireNonNull(opened, "not open");
  }

  @Override
  public void onWebSocketOpen(Session session) {
    opened = streams.open(token, ending -> end(session, ending));
    if (first != null) {
      subscribe(first, true);
    }
    Thread.ofVirtual().name("socket").start(() -> serve(session));
  }

  /// Should the client take nothing, a farewell would wait for ever.
  private static void end(Session session, Connection.Ending ending) {
    switch (ending) {
      case GONE -> {
        // By the client.
      }
      case REVOKED -> session.close(StatusCode.NORMAL, "token revoked", Callback.NOOP);
      case TOO_SLOW -> session.close(StatusCode.TRY_AGAIN_LATER, "too slow", Callback.NOOP);
      case BINARY -> session.close(StatusCode.BAD_DATA, "only text is understood", Callback.NOOP);
      case FLOODS -> session.close(StatusCode.POLICY_VIOLATION, "too many messages", Callback.NOOP);
      case STOPPING -> session.close(StatusCode.SHUTDOWN, "stopping", Callback.NOOP);
      case SILENT -> session.disconnect();
    }
    CompletableFuture.delayedExecutor(Connection.LAST_SECONDS, TimeUnit.SECONDS)
        .execute(session::disconnect);
  }

  @Override
  public void onWebSocketText(String message) {
    connection().heard();
    if (isFlood()) {
      connection().end(Connection.Ending.FLOODS);
      return;
    }
    try {
      JsonNode said = json.readTree(message);
      String type = said.path("type").asText();
      if (type.equals("subscribe") || type.equals("unsubscribe")) {
        subscribe(
            new Topic.Asked(
                said.path("stream").asText(),
                said.path("tag").asText(),
                said.path("list").asText()),
            type.equals("subscribe"));
      }
    } catch (JsonProcessingException _) {
      error("The message is no JSON", ApiError.MALFORMED.status());
    }
  }

  /// Each message may have a topic looked up, and is answered when it is wrong.
  private boolean isFlood() {
    long now = System.nanoTime();
    if (now - windowBegan > WINDOW) {
      windowBegan = now;
      messages = 0;
    }
    messages++;
    return messages > MOST_MESSAGES;
  }

  private void subscribe(Topic.Asked asked, boolean on) {
    Optional<Topic> topic = Topic.of(asked);
    if (topic.isEmpty()) {
      error("Unknown stream type", ApiError.MALFORMED.status());
    } else if (!on) {
      streams.unsubscribe(connection(), topic.get());
    } else {
      try {
        streams.subscribe(connection(), topic.get());
      } catch (ApiException e) {
        boolean scope = e.error() == ApiError.OUT_OF_SCOPE;
        // 401 for a missing scope, and not 403, is the convention's.
        error(
            scope ? "Access token does not cover required scopes" : e.error().text(),
            scope ? ApiError.INVALID_TOKEN.status() : e.error().status());
      }
    }
  }

  private void error(String text, int status) {
    connection().send(new Connection.Item.Text(text(Map.of("error", text, "status", status))));
  }

  @Override
  public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
    callback.succeed();
    connection().end(Connection.Ending.BINARY);
  }

  @Override
  public void onWebSocketPong(ByteBuffer payload) {
    connection().heard();
  }

  @Override
  public void onWebSocketClose(int status, @Nullable String reason, Callback callback) {
    close();
    callback.succeed();
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    close();
  }

  private void close() {
    Connection connection = opened;
    if (connection != null) {
      streams.close(connection);
    }
  }

  private void serve(Session session) {
    Connection connection = connection();
    try {
      for (List<Connection.Item> items = connection.take();
          !items.isEmpty();
          items = connection.take()) {
        for (Connection.Item item : items) {
          if (connection.ending() == null) {
            send(session, item);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException _) {
      session.disconnect();
    } finally {
      streams.close(connection);
    }
  }

  /// One after the other: a client that takes nothing holds up this thread alone.
  private void send(Session session, Connection.Item item) throws IOException {
    switch (item) {
      case Connection.Item.OfTopic(Topic topic, Event event) ->
          await(callback -> session.sendText(frame(topic, event), callback));
      case Connection.Item.Text(String text) -> await(callback -> session.sendText(text, callback));
      case Connection.Item.Beat() -> beat(session);
    }
  }

  /// Every second one is a ping, 30 s after the last: whoever gave no sign of life in between is
  /// gone.
  private void beat(Session session) throws IOException {
    pinged = !pinged;
    if (pinged) {
      if (connection().heardSince()) {
        await(callback -> session.sendPing(ByteBuffer.allocate(0), callback));
      } else {
        connection().end(Connection.Ending.SILENT);
      }
    }
  }

  private interface Sending {
    void send(Callback callback);
  }

  private static void await(Sending sending) throws IOException {
    Callback.Completable done = new Callback.Completable();
    sending.send(done);
    try {
      done.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /// The payload is a text, whatever is in it.
  private static String frame(Topic topic, Event event) {
    ObjectNode frame = json.createObjectNode();
    topic.names().forEach(frame.putArray("stream")::add);
    frame.put("event", event.name());
    frame.put("payload", new String(event.payload(), StandardCharsets.UTF_8));
    return text(frame);
  }

  private static String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
