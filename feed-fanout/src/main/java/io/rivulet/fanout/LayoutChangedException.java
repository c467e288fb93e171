package io.rivulet.fanout;

import io.rivulet.fanout.flow.BeginsAnew;

/// Partitions are being added, or were: a job that was made for as many as there were before must
/// not work on what there is now.
final class LayoutChangedException extends RuntimeException implements BeginsAnew {
  private static final long serialVersionUID = 1L;

  LayoutChangedException(String message) {
    super(message);
  }
}
