package io.rivulet.local;

import io.rivulet.servers.LoopbackPort;
import io.rivulet.servers.ServerException;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.ResponseCodeHandler;
import io.undertow.server.handlers.proxy.LoadBalancingProxyClient;
import io.undertow.server.handlers.proxy.ProxyHandler;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.Protocols;
import java.net.BindException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The one port of a local run: a reverse proxy to the services ([Route]). Bodies are streamed both
/// ways, `Host` stays what the client said, `X-Forwarded-*` says where it came from.
///
/// A service that does not answer gives 503, one that breaks off 502, one that takes a minute 504
/// (but for streams, which last), as JSON like all errors.
final class FrontDoor implements AutoCloseable {
  private static final int MAX_REQUEST_MILLIS = 60_000;

  /// Below the 30 s after which a service closes an idle connection: a request written to one that
  /// is just being closed would fail.
  private static final int IDLE_CONNECTION_MILLIS = 10_000;

  /// How long the head of a request may take, as in the services; their bodies these watch over.
  private static final int SLOW_REQUEST_MILLIS = 10_000;

  /// How long a client may keep a connection without a request.
  private static final int QUIET_CLIENT_MILLIS = 30_000;

  /// A little above what a service takes, so that it is the service that says so.
  private static final int MAX_HEADER_BYTES = 10_000;

  private static final int CONNECTIONS_PER_THREAD = 256;

  /// Each open stream is a connection of its own.
  private static final int STREAMS_PER_THREAD = 5_000;

  private static final int RETRY_SECONDS = 1;

  /// How often a request is tried whose connection could not be opened, and a read whose connection
  /// ended under it, as it does where a service closes it at that moment.
  private static final int ATTEMPTS = 3;

  private static final HttpString ANY_ORIGIN = new HttpString("Access-Control-Allow-Origin");

  private final Undertow server;

  private FrontDoor(Undertow server) {
    this.server = server;
  }

  /// Listens on 127.0.0.1 and proxies to the services' ports.
  ///
  /// @throws LocalException if the port is taken
  static FrontDoor open(int port, Map<Route, Integer> services) {
    return open(port, services, Optional.empty());
  }

  /// As [#open(int, Map)], with HTTPS if there is a certificate.
  ///
  /// @throws LocalException if the port is taken
  static FrontDoor open(int port, Map<Route, Integer> services, Optional<DoorSecurity> security) {
    Map<Route, HttpHandler> routes =
        services.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, service -> proxy(service.getKey(), service.getValue())));
    Undertow.Builder server =
        Undertow.builder()
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
            .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, SLOW_REQUEST_MILLIS)
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, QUIET_CLIENT_MILLIS)
            .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES);
    if (security.isPresent()) {
      listen(server, port, routes, security.get());
    } else {
      server.addHttpListener(port, "127.0.0.1", exchange -> route(routes, exchange));
    }
    var door = new FrontDoor(server.build());
    door.start(port);
    return door;
  }

  private static void listen(
      Undertow.Builder server, int port, Map<Route, HttpHandler> routes, DoorSecurity security) {
    server.addHttpsListener(
        port,
        "127.0.0.1",
        security.context(),
        exchange -> {
          DoorSecurity.promise(exchange);
          route(routes, exchange);
        });
    String address = "https://127.0.0.1:" + port;
    security
        .redirectPort()
        .ifPresent(
            open ->
                server.addHttpListener(
                    open, "127.0.0.1", exchange -> DoorSecurity.redirect(address, exchange)));
  }

  private void start(int port) {
    try {
      server.start();
    } catch (RuntimeException e) {
      if (e.getCause() instanceof BindException) {
        throw portTaken(port, e);
      }
      throw e;
    }
  }

  /// Fails before anything has been started for nothing.
  ///
  /// @throws LocalException if the port is taken
  static void requireFree(int port) {
    try {
      LoopbackPort.requireFree(port, "Rivulet");
    } catch (ServerException e) {
      throw portTaken(port, e);
    }
  }

  private static LocalException portTaken(int port, Exception cause) {
    return new LocalException(
        "Port %d on 127.0.0.1 is taken: stop what uses it or choose another with --port N"
            .formatted(port),
        cause);
  }

  private static HttpHandler proxy(Route route, int port) {
    var client =
        new LoadBalancingProxyClient()
            .setConnectionsPerThread(
                route == Route.STREAMS ? STREAMS_PER_THREAD : CONNECTIONS_PER_THREAD)
            .setSoftMaxConnectionsPerThread(0)
            .setTtl(IDLE_CONNECTION_MILLIS)
            .setProblemServerRetry(RETRY_SECONDS);
    // It tries no host twice, so each service is as many.
    for (int i = 0; i < ATTEMPTS; i++) {
      client.addHost(URI.create("http://127.0.0.1:" + port));
    }
    return ProxyHandler.builder()
        .setProxyClient(client)
        .setMaxRequestTime(route == Route.STREAMS ? -1 : MAX_REQUEST_MILLIS)
        .setNext(ResponseCodeHandler.HANDLE_404)
        .setMaxConnectionRetries(ATTEMPTS - 1)
        .setIdempotentRequestPredicate(FrontDoor::isRead)
        .setRewriteHostHeader(false)
        .setReuseXForwarded(false)
        .build();
  }

  /// A write is not sent again: it may have been taken, and its body has gone.
  private static boolean isRead(HttpServerExchange exchange) {
    return exchange.getRequestMethod().equals(Methods.GET)
        || exchange.getRequestMethod().equals(Methods.HEAD);
  }

  private static void route(Map<Route, HttpHandler> routes, HttpServerExchange exchange)
      throws Exception {
    Route route = Route.of(exchange.getRequestMethod().toString(), exchange.getRequestPath());
    HttpHandler handler = routes.get(route);
    if (handler == null) {
      throw new IllegalStateException("no service for " + route);
    }
    exchange.addDefaultResponseListener(FrontDoor::explain);
    if (!isClear(exchange)) {
      exchange
          .setProtocol(Protocols.HTTP_1_1)
          .setPersistent(false)
          .setStatusCode(400)
          .endExchange();
      return;
    }
    declineHttp2(exchange.getRequestHeaders());
    handler.handleRequest(exchange);
  }

  /// Whether door and service are sure to read the same request: where its end is told in more than
  /// one way, or in one that is unknown, the rest could be a second one that nobody looked at.
  private static boolean isClear(HttpServerExchange exchange) {
    HeaderMap request = exchange.getRequestHeaders();
    boolean known =
        exchange.getProtocol().equals(Protocols.HTTP_1_0)
            || exchange.getProtocol().equals(Protocols.HTTP_1_1);
    HeaderValues codings = request.get(Headers.TRANSFER_ENCODING);
    HeaderValues lengths = request.get(Headers.CONTENT_LENGTH);
    boolean chunked =
        codings == null || (codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked"));
    return known
        && chunked
        && (lengths == null || (codings == null && lengths.size() == 1))
        && isMet(request.get(Headers.EXPECT))
        && isReadable(request.get(Headers.COOKIE));
  }

  /// There is one expectation that anybody meets. A service that refuses another does not wait for
  /// the body, and the proxy would take that for a service that broke off.
  private static boolean isMet(@Nullable HeaderValues expectations) {
    return expectations == null
        || expectations.stream().allMatch(one -> one.equalsIgnoreCase("100-continue"));
  }

  /// The proxy looks into cookies, and breaks over what no cookie may have.
  private static boolean isReadable(@Nullable HeaderValues cookies) {
    return cookies == null
        || cookies.stream().allMatch(cookie -> cookie.chars().allMatch(c -> c >= ' ' && c <= '~'));
  }

  /// Java's own client offers HTTP/2 with its first request. Handed on, the offer would make the
  /// proxy take the body for part of it; a server may simply not take an offer up (RFC 9110, 7.8).
  private static void declineHttp2(HeaderMap request) {
    if ("h2c".equalsIgnoreCase(request.getFirst(Headers.UPGRADE))) {
      request.remove(Headers.UPGRADE);
      request.remove("HTTP2-Settings");
      request.put(Headers.CONNECTION, "keep-alive");
    }
  }

  /// Called when an answer ends without a body: those of services have one where they need it.
  private static boolean explain(HttpServerExchange exchange) {
    String error =
        switch (exchange.getStatusCode()) {
          case 400 ->
              "The request is malformed: it is no HTTP, its end is not clear, or it expects what"
                  + " nobody offers";
          case 502 -> "The service broke the connection off";
          case 503 -> "The service is not available at the moment";
          case 504 -> "The service took too long";
          default -> "";
        };
    if (error.isEmpty()) {
      return false;
    }
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json;charset=utf-8");
    if (exchange.getStatusCode() >= 500) {
      exchange.getResponseHeaders().put(Headers.RETRY_AFTER, RETRY_SECONDS);
    }
    // Without it a browser tells a page of a network error, and not of this one.
    exchange.getResponseHeaders().put(ANY_ORIGIN, "*");
    exchange.getResponseSender().send("{\"error\":\"%s\"}".formatted(error));
    return true;
  }

  /// Closes the port and all connections.
  @Override
  public void close() {
    server.stop();
  }
}
