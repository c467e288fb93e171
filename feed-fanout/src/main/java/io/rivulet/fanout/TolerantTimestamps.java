package io.rivulet.fanout;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/// The time of a record. One without a time, which clients of other languages can write, would by
/// default stop its partition for ever, since the thread that reads it fails each time: it counts
/// as written at the time of the one before.
public final class TolerantTimestamps implements TimestampExtractor {
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return record.timestamp() >= 0 ? record.timestamp() : Math.max(0, partitionTime);
  }
}
