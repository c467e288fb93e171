package io.rivulet.fanout.plan;

import io.rivulet.topic.Layout;
import io.rivulet.topic.Topics;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/// Which records are a partition's own, after partitions were added: those that moved stayed where
/// they were, too, and whoever plans everything anew comes across them.
///
/// @param partitions of posts
public record Homes(int partitions, Layout layout) {
  /// What holds where partitions were never added: all are.
  public static final Homes AS_CREATED = new Homes(0, Layout.AS_CREATED);

  boolean isElsewhere(Record<byte[], byte[]> record, RecordMetadata metadata) {
    return layout.from() > 0
        && Topics.isElsewhere(record.key(), record.value(), metadata.partition(), partitions);
  }

  /// Whether somebody wrote a record that is elsewhere to where it does not belong: who did not
  /// know of the new partitions.
  boolean isMisplaced(Record<byte[], byte[]> record, RecordMetadata metadata) {
    return layout.isSettled()
        && !Topics.isFiller(record.key(), record.value())
        && !layout.hasMoved(metadata.topic(), metadata.partition(), metadata.offset());
  }
}
