package io.rivulet.service;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/// Headers every answer has: JSON names its charset, and nothing is cached on the way unless the
/// resource says so, since nearly every answer depends on who asks. What ends a connection says so:
/// a client that was not told sends its next request into it and gets no answer.
final class AnswerHeaders implements ContainerResponseFilter {
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    MediaType type = response.getMediaType();
    if (type != null
        && MediaType.APPLICATION_JSON_TYPE.isCompatible(type)
        && !type.getParameters().containsKey(MediaType.CHARSET_PARAMETER)) {
      response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, type.withCharset("utf-8"));
    }
    if (!response.getHeaders().containsKey(HttpHeaders.CACHE_CONTROL)) {
      response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "private, no-store");
    }
    if (request.getProperty(Upload.BROKEN) != null
        || response.getStatus() == ApiError.TOO_LARGE.status()) {
      response.getHeaders().putSingle("Connection", "close");
    }
  }
}
