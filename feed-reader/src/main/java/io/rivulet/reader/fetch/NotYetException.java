package io.rivulet.reader.fetch;

/// A value that is unknown at the moment: its key is absent, which never means that it is empty.
/// The fan-out is about to write it, so the read is tried again, see [Patience].
public final class NotYetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Stored what;

  public NotYetException(Stored what) {
    super(what + " is not known yet", null, false, false);
    this.what = what;
  }

  public Stored what() {
    return what;
  }
}
