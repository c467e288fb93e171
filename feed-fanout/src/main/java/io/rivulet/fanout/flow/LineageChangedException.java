package io.rivulet.fanout.flow;

/// Redis is not what it was when this thread began to write: what it acknowledged since the last
/// commit may be lost. Whoever starts from there writes it again.
public final class LineageChangedException extends RuntimeException implements BeginsAnew {
  private static final long serialVersionUID = 1L;

  LineageChangedException(String message) {
    super(message);
  }
}
