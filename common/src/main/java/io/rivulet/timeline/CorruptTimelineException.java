package io.rivulet.timeline;

/// A value in Redis that none of the writers of its key can have written.
public final class CorruptTimelineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CorruptTimelineException(String message) {
    super(message);
  }
}
