package io.rivulet.ingest.media;

import java.io.IOException;

/// A file that is not what its first bytes say.
final class UnreadableMediaException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableMediaException(String message) {
    super(message);
  }
}
