package io.rivulet.fanout.plan;

import io.rivulet.topic.Layout;
import io.rivulet.topic.Topics;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/// Which records are a partition's own. When partitions were added those that moved stayed where
/// they were, too, and whoever plans everything anew comes across them. Besides, somebody may write
/// by another partitioner than ours; nobody finds what lies there, so it is not planned either.
///
/// @param partitions of posts; 0 if all records are at home
public record Homes(int partitions, Layout layout) {
  /// What holds for a single task, which has everything.
  public static final Homes EVERYWHERE = new Homes(0, Layout.AS_CREATED);

  boolean isElsewhere(Record<byte[], byte[]> record, RecordMetadata metadata) {
    // Where partitions were never added nobody fills them: a record of nothing is no event.
    return partitions > 0
        && (layout.from() > 0 || !Topics.isFiller(record.key(), record.value()))
        && Topics.isElsewhere(record.key(), record.value(), metadata.partition(), partitions);
  }

  /// Whether somebody wrote a record that is elsewhere to where it does not belong: who did not
  /// know of the new partitions, or has a partitioner of his own.
  boolean isMisplaced(Record<byte[], byte[]> record, RecordMetadata metadata) {
    return layout.isSettled()
        && !Topics.isFiller(record.key(), record.value())
        && !layout.hasMoved(metadata.topic(), metadata.partition(), metadata.offset());
  }
}
