package io.rivulet.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rivulet.redis.UnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipException;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns whatever a request ends with into `{"error":"…"}`. It replaces Dropwizard's own mappers,
/// whose bodies have no `error` member: clients show that member and nothing else.
final class ErrorMapper implements ExceptionMapper<Throwable> {
  private static final Logger logger = LoggerFactory.getLogger(ErrorMapper.class);

  @Override
  public Response toResponse(Throwable thrown) {
    return switch (thrown) {
      case ApiException expected -> answer(expected);
      case UnavailableException away -> {
        if (!away.isKnown()) {
          logger.warn("request refused: {}", String.valueOf(away.getMessage()));
        }
        yield answer(ApiError.UNAVAILABLE);
      }
      case WebApplicationException framework -> ofFramework(framework);
      case JsonProcessingException malformed when isRequestFault(malformed) ->
          answer(ApiException.malformed("the body is no JSON"));
      // The client went away: nobody reads this answer.
      case EofException gone -> answer(ApiException.malformed("the body ends too early"));
      // Jetty decodes while the body is read, and wraps what it finds as no exception of reading.
      case RuntimeException undecoded when cause(undecoded, ZipException.class).isPresent() ->
          answer(ApiException.malformed("the body is not encoded as Content-Encoding says"));
      case UncheckedIOException broken when isOfClient(broken) -> answer(ofReading(broken));
      case IOException broken when isOfClient(broken) -> answer(ofReading(broken));
      default -> {
        logger.error("request failed", thrown);
        yield answer(ApiError.INTERNAL);
      }
    };
  }

  /// Whether the body did not come, or not to its end, or too slowly ([SlowSenders]), or was
  /// refused while it came.
  private static boolean isOfClient(Throwable broken) {
    return refusal(broken).isPresent()
        || cause(broken, TimeoutException.class).isPresent()
        || cause(broken, EofException.class).isPresent()
        || cause(broken, ClosedChannelException.class).isPresent();
  }

  static ApiException ofReading(Throwable broken) {
    return refusal(broken)
        .orElseGet(
            () ->
                cause(broken, TimeoutException.class).isPresent()
                    ? ApiException.of(ApiError.TIMED_OUT)
                    : ApiException.malformed("the body ends too early"));
  }

  /// Why we refused a body while it came: what Jetty is told of that, it wraps.
  static Optional<ApiException> refusal(Throwable broken) {
    return cause(broken, ApiException.class);
  }

  private static <T extends Exception> Optional<T> cause(Throwable thrown, Class<T> type) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
    }
    return Optional.empty();
  }

  /// A definition problem of our own types is a fault of ours and wants a stack trace in the log.
  private static boolean isRequestFault(JsonProcessingException malformed) {
    return malformed instanceof com.fasterxml.jackson.core.exc.StreamReadException;
  }

  private static Response ofFramework(WebApplicationException thrown) {
    Response chosen = thrown.getResponse();
    int status = chosen.getStatus();
    if (status < 400) {
      return chosen; // a redirect or "not modified" is no error
    }
    if (status >= 500) {
      logger.error("request failed", thrown);
    }
    Response.ResponseBuilder answer = Response.fromResponse(answer(ApiError.ofStatus(status)));
    String allowed = chosen.getHeaderString(HttpHeaders.ALLOW);
    return allowed == null ? answer.build() : answer.header(HttpHeaders.ALLOW, allowed).build();
  }

  private static Response answer(ApiError error) {
    return answer(ApiException.of(error));
  }

  private static Response answer(ApiException expected) {
    Response.ResponseBuilder answer =
        Response.status(expected.error().status())
            .type(MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8"))
            .entity(new ErrorBody(expected.text()));
    expected.tellRetry(answer::header);
    return answer.build();
  }
}
