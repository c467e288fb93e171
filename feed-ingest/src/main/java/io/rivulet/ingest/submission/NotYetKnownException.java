package io.rivulet.ingest.submission;

/// A submission that names a post by a client key of which the fan-out has not written the body
/// yet: worth a short wait, and poison if that does not help.
final class NotYetKnownException extends RejectedException {
  private static final long serialVersionUID = 1L;

  NotYetKnownException(String post) {
    super(Reason.UNKNOWN_POST, "no body of post " + post);
  }
}
