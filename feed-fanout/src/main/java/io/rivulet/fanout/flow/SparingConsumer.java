package io.rivulet.fanout.flow;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.internals.ConsumerWrapper;

/// A consumer of a stream thread that resumes only what was paused.
///
/// After every record Streams 4.3 resumes the partition it came from (`StreamTask.process`), and
/// with `group.protocol=streams` each of these calls waits for the consumer's own thread.
public final class SparingConsumer extends ConsumerWrapper {
  @Override
  public void resume(Collection<TopicPartition> partitions) {
    Set<TopicPartition> paused = new HashSet<>(paused());
    paused.retainAll(partitions);
    if (!paused.isEmpty()) {
      super.resume(paused);
    }
  }
}
