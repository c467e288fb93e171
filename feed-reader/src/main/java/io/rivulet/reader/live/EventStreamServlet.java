package io.rivulet.reader.live;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import io.rivulet.service.BearerToken;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/// `GET /api/v1/streaming/user`, `/public`, `/hashtag?tag=…` and so on: server-sent events, and
/// `/health`. The request's own virtual thread waits for what is to be sent.
final class EventStreamServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String JSON = "application/json;charset=utf-8";
  private static final byte[] BEGIN = ascii(":)\n");
  private static final byte[] BEAT = ascii(":thump\n");

  /// Attribute of a request: whether its stream has been served to the end.
  private static final String SERVED = "io.rivulet.reader.live.served";

  private final transient LiveStreams streams;
  private final transient Callers callers;
  private final transient JsonMapper json = new JsonMapper();

  EventStreamServlet(LiveStreams streams, Callers callers) {
    this.streams = streams;
    this.callers = callers;
  }

  /// There is nothing to tell of a stream without opening it.
  @Override
  protected void doHead(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ApiError error = ApiError.METHOD_NOT_ALLOWED;
    error(response, error.status(), error.text());
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = path(request);
    if (path.equals("health")) {
      response.setContentType("text/plain;charset=utf-8");
      response.getOutputStream().write(ascii("OK"));
      return;
    }
    try {
      stream(path, request, response);
    } catch (ApiException e) {
      e.tellRetry(response::setHeader);
      error(response, e.error().status(), String.valueOf(e.getMessage()));
    }
  }

  private static String parameter(HttpServletRequest request, String name) {
    return Optional.ofNullable(request.getParameter(name)).orElse("");
  }

  /// What follows in the path, without the slash that some clients put at its end.
  private static String path(HttpServletRequest request) {
    String info = request.getPathInfo();
    String path = info == null ? "" : info.substring(1);
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private void stream(String path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (path.isEmpty()) {
      throw ApiException.of(ApiError.NOT_FOUND);
    }
    BearerToken token = callers.caller(request, request.getParameter("access_token"));
    Optional<Topic> topic =
        Topic.of(new Topic.Asked(path, parameter(request, "tag"), parameter(request, "list")));
    if (topic.isEmpty()) {
      error(response, HttpServletResponse.SC_BAD_REQUEST, "Unknown channel requested");
      return;
    }
    streams.requireRoom(token);
    Connection connection = streams.open(token, transport(request));
    try {
      streams.subscribe(connection, topic.get());
      response.setContentType("text/event-stream;charset=utf-8");
      response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
      response.setHeader("X-Accel-Buffering", "no");
      serve(connection, response.getOutputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      streams.close(connection);
      if (request.getAttribute(SERVED) instanceof AtomicBoolean served) {
        served.set(true);
      }
    }
  }

  /// An end is mostly found by the thread that serves; one that waits for the client to take
  /// something finds nothing.
  private static Connection.Transport transport(HttpServletRequest request) {
    EndPoint endPoint =
        ServletContextRequest.getServletContextRequest(request)
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint();
    AtomicBoolean served = new AtomicBoolean();
    request.setAttribute(SERVED, served);
    return _ ->
        CompletableFuture.delayedExecutor(Connection.LAST_SECONDS, TimeUnit.SECONDS)
            .execute(
                () -> {
                  if (!served.get()) {
                    endPoint.close();
                  }
                });
  }

  private static void serve(Connection connection, OutputStream out)
      throws IOException, InterruptedException {
    send(out, BEGIN);
    for (List<Connection.Item> items = connection.take();
        !items.isEmpty();
        items = connection.take()) {
      for (Connection.Item item : items) {
        if (connection.ending() != null) {
          return;
        }
        out.write(bytes(item));
      }
      out.flush();
    }
  }

  private static void send(OutputStream out, byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  private static byte[] bytes(Connection.Item item) {
    return switch (item) {
      case Connection.Item.OfTopic(_, Event event) -> {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(event.payload().length + 40);
        bytes.writeBytes(ascii("event: " + event.name() + "\ndata: "));
        bytes.writeBytes(event.payload());
        bytes.writeBytes(ascii("\n\n"));
        yield bytes.toByteArray();
      }
      case Connection.Item.Beat() -> BEAT;
      // Of WebSockets only.
      case Connection.Item.Text _ -> new byte[0];
    };
  }

  private void error(HttpServletResponse response, int status, String text) throws IOException {
    response.setStatus(status);
    response.setContentType(JSON);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
    response.getOutputStream().write(json.writeValueAsBytes(Map.of("error", text)));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
