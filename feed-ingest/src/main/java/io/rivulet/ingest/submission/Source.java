package io.rivulet.ingest.submission;

import io.rivulet.event.Origin;
import io.rivulet.id.Ids;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Where a submission lies, and so who it is.
///
/// @param arrived the broker's time of the record
record Source(int partition, long offset, Instant arrived) {
  static Source of(ConsumerRecord<byte[], byte[]> received) {
    return new Source(
        received.partition(), received.offset(), Instant.ofEpochMilli(received.timestamp()));
  }

  /// The id of the post or account that the submission makes.
  long id() {
    return Ids.ofSubmission(partition, offset, arrived);
  }

  /// The id of the boost that the submission makes.
  long idOfBoost(long original) {
    return Ids.ofBoost(partition, offset, arrived, original);
  }

  /// The origin of the one event, or of the first.
  Origin origin() {
    return origin(0);
  }

  Origin origin(int index) {
    return new Origin(partition, offset, index);
  }
}
