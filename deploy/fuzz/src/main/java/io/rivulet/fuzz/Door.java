package io.rivulet.fuzz;

import java.util.Locale;

/// A way into the system.
public enum Door {
  /// Records of `feed.submissions.v1`.
  SUBMISSIONS,
  /// Stored and internal binary values, and records of the topics behind ingest.
  DELIVERIES,
  /// Bodies of requests that change something.
  BODIES,
  /// Cursors and other parameters of requests that look.
  CURSORS,
  /// Whatever says who asks.
  TOKENS,
  /// Requests as bytes, and WebSocket frames.
  HEADERS;

  /// As it is named on the command line.
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
