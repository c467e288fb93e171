package io.rivulet.local;

import java.util.List;
import java.util.Locale;

/// Which service answers a request: what concerns applications and signing in goes to the identity
/// provider; of all else, but for uploads, whoever changes something goes to feed-ingest, whoever
/// looks goes to feed-reader. Preflights (`OPTIONS`) are answered alike by all.
enum Route {
  INGEST,
  READER,
  /// Live streams: of feed-reader too, and open for as long as somebody listens.
  STREAMS,
  LOGIN;

  private static final String APPS = "/api/v1/apps";
  private static final String STREAMING = "/api/v1/streaming";

  /// Uploads: feed-ingest has the files, so looking at them is its business too.
  private static final List<String> MEDIA = List.of("/media/", "/api/v1/media/");

  /// @param path without the query
  static Route of(String method, String path) {
    boolean login =
        path.startsWith("/oauth/")
            || path.equals(APPS)
            || path.startsWith(APPS + "/")
            || path.equals("/.well-known/oauth-authorization-server");
    if (login) {
      return LOGIN;
    }
    if (path.equals(STREAMING) || path.startsWith(STREAMING + "/")) {
      return STREAMS;
    }
    if (MEDIA.stream().anyMatch(path::startsWith)) {
      return INGEST;
    }
    return switch (method.toUpperCase(Locale.ROOT)) {
      case "POST", "PUT", "PATCH", "DELETE" -> INGEST;
      default -> READER;
    };
  }
}
