package io.rivulet.ingest.submission;

/// A submission that cannot be used, now or later: poison; but see [NotYetKnownException].
sealed class RejectedException extends Exception permits NotYetKnownException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /// Why, in few words, so that it can be counted.
  enum Reason {
    /// No submission at all, or one with a field that is not what the contract says.
    INVALID("invalid"),
    UNKNOWN_AUTHOR("unknown-author"),
    UNKNOWN_FOLLOWEE("unknown-followee"),
    UNKNOWN_FOLLOWER("unknown-follower"),
    /// Of a block or a mute.
    UNKNOWN_TARGET("unknown-target"),
    UNKNOWN_POST("unknown-post"),
    /// An edit or a delete of what somebody else published.
    FOREIGN_POST("foreign-post"),
    /// A follow between two of whom one blocks the other.
    BLOCKED("blocked"),
    /// An answer to a request to follow that nobody made.
    NO_REQUEST("no-request"),
    /// A boost of what only some may see, or of somebody whom the booster blocks.
    NOT_BOOSTABLE("not-boostable"),
    /// A time that a producer's clock cannot honestly say.
    IMPOSSIBLE_TIME("impossible-time");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  RejectedException(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
