package io.rivulet.service;

import java.util.concurrent.atomic.AtomicLong;

/// Bytes of request bodies that are in memory, all together: an eighth of the heap. A body takes
/// several times its bytes once it is read; and many clients may send theirs at a time.
final class BodyBudget {
  private final long most;
  private final AtomicLong bytes = new AtomicLong();

  BodyBudget(long most) {
    this.most = most;
  }

  /// Counts what was read of a body.
  ///
  /// @throws ApiException UNAVAILABLE if there is no room
  void take(int read) {
    if (bytes.addAndGet(read) > most) {
      bytes.addAndGet(-read);
      throw ApiException.of(ApiError.UNAVAILABLE);
    }
  }

  void giveBack(long read) {
    bytes.addAndGet(-read);
  }

  long taken() {
    return bytes.get();
  }
}
