package io.rivulet.local;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;

/// How a door takes HTTPS.
///
/// @param context with the certificate it shows
/// @param redirectPort for HTTP, from where those who look are sent on
record DoorSecurity(SSLContext context, OptionalInt redirectPort) {
  private static final HttpString TRANSPORT_SECURITY = new HttpString("Strict-Transport-Security");

  /// Sends whoever looks to the encrypted address. Who brings a token or sends something is refused
  /// instead: redirected, he would show it to everybody on the way each time, and not notice.
  static void redirect(String address, HttpServerExchange exchange) {
    boolean looks =
        (exchange.getRequestMethod().equals(Methods.GET)
                || exchange.getRequestMethod().equals(Methods.HEAD))
            && !exchange.getRequestHeaders().contains(Headers.AUTHORIZATION);
    if (looks) {
      String query = exchange.getQueryString();
      exchange.setStatusCode(308);
      // Not to the host that the request names: anybody can send any.
      exchange
          .getResponseHeaders()
          .put(
              Headers.LOCATION,
              address + exchange.getRequestURI() + (query.isEmpty() ? "" : "?" + query));
      exchange.endExchange();
    } else {
      exchange.setStatusCode(403);
      exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json;charset=utf-8");
      exchange
          .getResponseSender()
          .send("{\"error\":\"Only encrypted requests are taken, at %s\"}".formatted(address));
    }
  }

  /// Tells browsers to come encrypted from now on, for a year.
  static void promise(HttpServerExchange exchange) {
    exchange.addResponseCommitListener(
        answered -> answered.getResponseHeaders().put(TRANSPORT_SECURITY, "max-age=31536000"));
  }
}
