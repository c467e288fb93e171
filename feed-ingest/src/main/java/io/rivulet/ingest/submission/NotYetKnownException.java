package io.rivulet.ingest.submission;

/// A submission that needs what the fan-out has not written yet, such as the body of a post named
/// by a client key: worth a short wait, and poison if that does not help.
final class NotYetKnownException extends RejectedException {
  private static final long serialVersionUID = 1L;

  NotYetKnownException(Reason reason, String detail) {
    super(reason, detail);
  }
}
