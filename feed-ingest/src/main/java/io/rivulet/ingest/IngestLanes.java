package io.rivulet.ingest;

import io.rivulet.overload.Lane;
import jakarta.ws.rs.HttpMethod;

/// Which requests are counted together: uploads, which work on a file, have few places of their own
/// and keep no post waiting.
final class IngestLanes implements Lane.Choice {
  @Override
  public Lane of(String method, String path) {
    if (method.equals(HttpMethod.OPTIONS)) {
      return Lane.FREE;
    }
    boolean upload =
        method.equals(HttpMethod.POST)
            && (path.startsWith("/api/v1/media") || path.startsWith("/api/v2/media"));
    return upload ? Lane.ASIDE : Lane.USUAL;
  }
}
