package io.rivulet.reader.live;

import io.rivulet.service.ApiException;
import io.rivulet.service.BearerToken;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeRequest;
import org.eclipse.jetty.ee10.websocket.server.JettyServerUpgradeResponse;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketCreator;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/streaming` with an upgrade: a WebSocket, on which a client subscribes to any number
/// of streams, by the query and by messages.
final class SocketStreams implements JettyWebSocketCreator {
  /// Of the client: a subscription has some dozens of bytes.
  static final int MAX_MESSAGE_BYTES = 8_192;

  private final LiveStreams streams;
  private final Callers callers;

  SocketStreams(LiveStreams streams, Callers callers) {
    this.streams = streams;
    this.callers = callers;
  }

  @Override
  public @Nullable Object createWebSocket(
      JettyServerUpgradeRequest request, JettyServerUpgradeResponse response) throws IOException {
    List<String> protocols = request.getSubProtocols();
    String protocol = protocols.isEmpty() ? null : protocols.getFirst();
    String inQuery = parameter(request, "access_token");
    try {
      BearerToken token =
          callers.caller(request.getHttpServletRequest(), inQuery == null ? protocol : inQuery);
      streams.requireRoom(token);
      if (protocol != null) {
        // Browsers give the connection up if it is not repeated.
        response.setAcceptedSubProtocol(protocol);
      }
      return new StreamSocket(streams, token, asked(request));
    } catch (ApiException e) {
      e.tellRetry(response::setHeader);
      response.sendError(e.error().status(), e.error().text());
      return null;
    }
  }

  private static Topic.@Nullable Asked asked(JettyServerUpgradeRequest request) {
    String stream = parameter(request, "stream");
    return stream == null
        ? null
        : new Topic.Asked(
            stream,
            Optional.ofNullable(parameter(request, "tag")).orElse(""),
            Optional.ofNullable(parameter(request, "list")).orElse(""));
  }

  private static @Nullable String parameter(JettyServerUpgradeRequest request, String name) {
    List<String> values = request.getParameterMap().get(name);
    return values == null || values.isEmpty() ? null : values.getFirst();
  }
}
