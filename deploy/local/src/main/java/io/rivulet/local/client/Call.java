package io.rivulet.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// One request.
///
/// @param path with its query
/// @param token of whoever asks; null for a guest
/// @param body sent as JSON; null for none
/// @param idempotencyKey the same for all tries of one post, so that it is published once
public record Call(
    String method,
    String path,
    @Nullable String token,
    @Nullable JsonNode body,
    @Nullable String idempotencyKey) {

  public static Call get(String path, @Nullable String token) {
    return new Call("GET", path, token, null, null);
  }

  public static Call post(String path, String token, JsonNode body) {
    return new Call("POST", path, token, body, null);
  }

  public Call withIdempotencyKey(String key) {
    return new Call(method, path, token, body, key);
  }
}
