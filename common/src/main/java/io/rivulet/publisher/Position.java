package io.rivulet.publisher;

import io.rivulet.id.Ids;
import java.time.Instant;

/// Where Kafka put a submission.
///
/// @param at the broker's time of the record
public record Position(int partition, long offset, Instant at) {

  /// The id of the post or account that the submission creates, should it be accepted. So is a
  /// boost's, unless its original was made on a clock ahead of the broker's: its id is higher then.
  public long id() {
    return Ids.ofSubmission(partition, offset, at);
  }
}
