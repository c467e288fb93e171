package io.rivulet.local;

import java.util.Locale;

/// Which service answers a request: whoever changes something goes to feed-ingest, whoever looks
/// goes to feed-reader. Preflights (`OPTIONS`) are answered alike by both.
enum Route {
  INGEST,
  READER;

  static Route of(String method) {
    return switch (method.toUpperCase(Locale.ROOT)) {
      case "POST", "PUT", "PATCH", "DELETE" -> INGEST;
      default -> READER;
    };
  }
}
