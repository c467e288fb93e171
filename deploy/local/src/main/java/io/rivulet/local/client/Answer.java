package io.rivulet.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.local.LocalException;

/// What was answered, whatever it is.
///
/// @param status of HTTP
/// @param body missing where the answer was no JSON
public record Answer(int status, JsonNode body) {
  private static final int NOT_FOUND = 404;

  public boolean succeeded() {
    return status / 100 == 2;
  }

  boolean notFound() {
    return status == NOT_FOUND;
  }

  /// Why it did not succeed, in the service's words.
  public String error() {
    return body.isMissingNode()
        ? "The answer is no JSON"
        : body.path("error").asText("The service gave no reason");
  }

  /// What succeeded.
  ///
  /// @throws LocalException if it did not
  JsonNode require() {
    if (!succeeded() || body.isMissingNode()) {
      throw new LocalException("%s (HTTP %d)".formatted(error(), status));
    }
    return body;
  }
}
