package io.rivulet.trace;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where traces go, and of how much. Off unless there is an endpoint.
///
/// @param endpoint of a collector that takes OTLP over HTTP, `http://127.0.0.1:4318` say; without a
///   path `/v1/traces` is meant; default: none, nothing is traced
/// @param ratio of what comes in that is traced, 0 to 1; default 0.001
/// @param service under which the spans are shown; default: the service's own name
/// @param headersFile file of headers that the collector wants, a token for one, see
///   [CollectorHeaders]; default: none
public record TracingSettings(
    Optional<URI> endpoint, double ratio, Optional<String> service, Optional<Path> headersFile) {
  private static final String PATH = "/v1/traces";

  public static final TracingSettings OFF =
      new TracingSettings(Optional.empty(), 0.001, Optional.empty(), Optional.empty());

  public TracingSettings {
    // NaN is not in it either.
    if (!(ratio >= 0 && ratio <= 1)) {
      throw new IllegalArgumentException("tracing.ratio must be 0 to 1, but is " + ratio);
    }
    endpoint = endpoint.map(TracingSettings::required);
  }

  @JsonCreator
  static TracingSettings of(
      @JsonProperty("endpoint") @Nullable String endpoint,
      @JsonProperty("ratio") @Nullable Double ratio,
      @JsonProperty("service") @Nullable String service,
      @JsonProperty("headersFile") @Nullable String headersFile) {
    return new TracingSettings(
        given(endpoint).map(TracingSettings::address),
        ratio == null ? OFF.ratio : ratio,
        given(service),
        given(headersFile).map(Path::of));
  }

  /// Spans of a part of all to a collector.
  ///
  /// @throws IllegalArgumentException if that is no address
  public static TracingSettings to(String endpoint, double ratio) {
    return of(endpoint, ratio, null, null);
  }

  /// What an environment without the variable gives is empty.
  private static Optional<String> given(@Nullable String text) {
    return Optional.ofNullable(text).filter(value -> !value.isBlank());
  }

  private static URI address(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("tracing.endpoint: " + e.getMessage(), e);
    }
  }

  /// The address is logged and shown, so it must not have a secret.
  private static URI required(URI given) {
    boolean http = "http".equals(given.getScheme()) || "https".equals(given.getScheme());
    if (!http || given.getHost() == null) {
      throw new IllegalArgumentException(
          "tracing.endpoint must be http(s)://host:port, but is " + given);
    }
    if (given.getUserInfo() != null || given.getQuery() != null || given.getFragment() != null) {
      throw new IllegalArgumentException(
          "tracing.endpoint must have neither user, query nor fragment;"
              + " a token belongs into tracing.headersFile");
    }
    String path = given.getPath();
    return path.isEmpty() || path.equals("/") ? given.resolve(PATH) : given;
  }
}
