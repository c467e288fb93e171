package io.rivulet.access;

/// Who signs in to Kafka and Redis, each under its own name.
public enum Role {
  /// Publishes what came in, and keeps overlays.
  INGEST("feed-ingest"),
  /// Plans and delivers.
  FANOUT("feed-fanout"),
  /// Serves, rebuilds home timelines, and writes nothing else.
  READER("feed-reader"),
  /// Outside of Rivulet: submits, and may not even read.
  PUBLISHER("publisher"),
  /// A person with the command line: reads everything, submits, replays dead letters. Changes no
  /// rights.
  OPERATOR("operator");

  private final String user;

  Role(String user) {
    this.user = user;
  }

  /// The name to sign in with.
  public String user() {
    return user;
  }
}
