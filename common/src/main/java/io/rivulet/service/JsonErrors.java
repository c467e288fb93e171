package io.rivulet.service;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Errors that Jetty answers itself, before or around Jersey (a header too large, a method that is
/// not allowed, an escape that cannot be decoded), in the one shape of an error.
final class JsonErrors implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    ApiError error = ApiError.ofStatus(response.getStatus());
    response.setStatus(error.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json;charset=utf-8");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "private, no-store");
    CorsFilter.HEADERS.forEach(response.getHeaders()::put);
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    if (error == ApiError.UNAVAILABLE) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, "2");
    }
    // Texts of the enum have nothing that JSON would escape.
    String body = "{\"error\":\"" + error.text() + "\"}";
    Content.Sink.write(response, true, body, callback);
    return true;
  }
}
