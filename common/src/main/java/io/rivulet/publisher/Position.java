package io.rivulet.publisher;

import io.rivulet.id.Ids;
import java.time.Instant;

/// Where Kafka put a submission.
///
/// @param at the broker's time of the record
public record Position(int partition, long offset, Instant at) {

  /// The id of the post, boost or account that the submission creates, should it be accepted.
  public long id() {
    return Ids.ofSubmission(partition, offset, at);
  }
}
