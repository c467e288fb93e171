package io.rivulet.repartition;

import io.rivulet.kafka.KafkaSettings;
import io.rivulet.topic.Layout;
import io.rivulet.topic.Topics;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// What `feed.layout.v1` said before it says what it does.
record LayoutHistory(KafkaSettings kafka, Cluster cluster) {
  private static final TopicPartition PARTITION = new TopicPartition(Topics.LAYOUT, 0);

  /// The newest that was settled; null if Kafka has none any more.
  @Nullable Layout settled() {
    AtomicReference<@Nullable Layout> newest = new AtomicReference<>();
    long begin = cluster.beginning(PARTITION);
    long end = cluster.end(PARTITION);
    boolean[] first = {true};
    try (Reading reading = new Reading(kafka)) {
      reading.read(
          PARTITION,
          begin,
          end,
          record -> {
            Layout layout = Layout.decode(record.value());
            if (layout.isSettled()) {
              newest.set(layout);
            } else if (first[0] && record.offset() == 0) {
              newest.set(Layout.AS_CREATED);
            }
            first[0] = false;
          },
          _ -> {});
    }
    return newest.get();
  }
}
