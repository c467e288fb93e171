package io.rivulet.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Clients of live streams that keep what they are sent.
final class LiveClient implements AutoCloseable {
  private static final HttpClient http = HttpClient.newHttpClient();
  private static final JsonMapper json = new JsonMapper();

  private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private @Nullable WebSocket socket;
  private @Nullable Thread reading;

  /// Opens an event stream.
  ///
  /// @return its status, 200 if it is open
  static int status(int port, String path, @Nullable String token) {
    return response(port, path, token).statusCode();
  }

  /// Seconds after which to come again.
  static long retryAfter(int port, String path, String token) {
    return response(port, path, token).headers().firstValueAsLong("Retry-After").orElseThrow();
  }

  private static HttpResponse<InputStream> response(int port, String path, @Nullable String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Accept-Encoding", "gzip");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// An event stream: its lines are kept.
  static LiveClient events(int port, String path, @Nullable String token) {
    LiveClient client = new LiveClient();
    HttpResponse<InputStream> response = response(port, path, token);
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode());
    }
    client.reading =
        Thread.startVirtualThread(
            () -> {
              try (var lines =
                  new BufferedReader(
                      new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                lines.lines().forEach(client.sent::add);
                client.closed.complete(0);
              } catch (IOException | UncheckedIOException e) {
                client.closed.complete(-1);
              }
            });
    return client;
  }

  /// A WebSocket: its texts are kept.
  ///
  /// @param token for the header; null if it comes another way
  static LiveClient socket(int port, String query, @Nullable String token, String... protocol) {
    LiveClient client = new LiveClient();
    WebSocket.Builder builder = http.newWebSocketBuilder();
    if (token != null) {
      builder.header("Authorization", "Bearer " + token);
    }
    if (protocol.length > 0) {
      builder.subprotocols(protocol[0]);
    }
    URI uri = URI.create("ws://127.0.0.1:" + port + "/api/v1/streaming" + query);
    client.socket = builder.buildAsync(uri, client.new Listening()).join();
    return client;
  }

  /// A WebSocket that takes nothing.
  static LiveClient idle(int port, String token) {
    LiveClient client = new LiveClient();
    client.socket =
        http.newWebSocketBuilder()
            .header("Authorization", "Bearer " + token)
            .buildAsync(
                URI.create("ws://127.0.0.1:" + port + "/api/v1/streaming?stream=user"),
                new WebSocket.Listener() {
                  @Override
                  public void onOpen(WebSocket from) {
                    // Asks for nothing.
                  }
                })
            .join();
    return client;
  }

  boolean isOpen() {
    return !socket().isInputClosed();
  }

  /// Opens another one.
  ///
  /// @return the status of the handshake
  static int tried(int port, String token, List<LiveClient> open) {
    try {
      open.add(socket(port, "", token));
      return 101;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  /// The status of a handshake that is refused.
  static int refused(int port, String query, @Nullable String token) {
    try (LiveClient _ = socket(port, query, token)) {
      throw new AssertionError("it was not refused");
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  private final class Listening implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        sent.add(text.toString());
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

    @Override
    public void onError(WebSocket from, Throwable error) {
      closed.complete(-1);
    }
  }

  String subprotocol() {
    return socket().getSubprotocol();
  }

  LiveClient say(String message) {
    var _ = socket().sendText(message, true).join();
    return this;
  }

  LiveClient sayBinary() {
    var _ = socket().sendBinary(ByteBuffer.wrap(new byte[3]), true).join();
    return this;
  }

  private WebSocket socket() {
    return Objects.requireNonNull(socket);
  }

  /// The next text or line that is not empty.
  String next() {
    try {
      String text = sent.poll(10, TimeUnit.SECONDS);
      if (text == null) {
        throw new AssertionError("nothing was sent within 10 s");
      }
      return text.isEmpty() ? next() : text;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The next text as JSON.
  JsonNode frame() {
    return parse(next());
  }

  static JsonNode parse(String text) {
    try {
      return json.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  /// The next event: its name, and its data.
  String[] event() {
    String name = next();
    while (name.startsWith(":")) {
      name = next();
    }
    return new String[] {name.substring("event: ".length()), next().substring("data: ".length())};
  }

  /// Why it was closed: the WebSocket's code, or 0 for the end of an event stream.
  int closed() {
    return closed.orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
    if (reading != null) {
      reading.interrupt();
    }
  }
}
