package io.rivulet.fanout.deliver;

import io.rivulet.fanout.flow.BeginsAnew;

/// Redis refused a write because the shard has another owner, or no state at all.
///
/// The stream thread has to start anew: joining the group again tells whether the shard is still
/// ours, and only then its next epoch is taken.
final class OwnershipLostException extends RuntimeException implements BeginsAnew {
  private static final long serialVersionUID = 1L;

  OwnershipLostException(String message) {
    super(message);
  }
}
