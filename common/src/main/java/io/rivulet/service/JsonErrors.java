package io.rivulet.service;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Errors that Jetty answers itself, before or around Jersey (a header too large, a method that is
/// not allowed, an escape that cannot be decoded), in the one shape of an error.
final class JsonErrors implements Request.Handler {
  private static final int MAX_REASON = 100;

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    ApiError error = error(response.getStatus());
    response.setStatus(error.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json;charset=utf-8");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "private, no-store");
    CorsFilter.HEADERS.forEach(response.getHeaders()::put);
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    if (error == ApiError.UNAVAILABLE) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, "2");
    }
    String body = "{\"error\":\"" + error.text() + reason(request, error) + "\"}";
    Content.Sink.write(response, true, body, callback);
    return true;
  }

  /// A version or a coding that is not known is the client's fault, whatever HTTP's number for it.
  private static ApiError error(int status) {
    return status == HttpStatus.NOT_IMPLEMENTED_501
            || status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505
        ? ApiError.MALFORMED
        : ApiError.ofStatus(status);
  }

  /// Jetty's word for what it could not read, where the error itself says nothing. Without what
  /// JSON would escape.
  private static String reason(Request request, ApiError error) {
    if (error != ApiError.MALFORMED) {
      return "";
    }
    String told =
        request.getAttribute(ErrorHandler.ERROR_MESSAGE) instanceof String message ? message : "";
    String plain = told.replaceAll("[^\\w .,:;=/()'-]", "?");
    return plain.isBlank()
        ? ": it is no request of HTTP"
        : ": " + plain.substring(0, Math.min(plain.length(), MAX_REASON));
  }
}
