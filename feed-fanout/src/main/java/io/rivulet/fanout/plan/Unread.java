package io.rivulet.fanout.plan;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// How much of Kafka's logs the job has not read.
@FunctionalInterface
public interface Unread {
  /// Of a job without logs of its own: for tests.
  Unread NOTHING = _ -> CompletableFuture.completedFuture(Map.of());

  /// What Kafka has of a partition of the plan stage now, by topic: the offset after its last
  /// record, where the job has not committed that it has read it.
  CompletionStage<Map<String, Long>> of(int partition);
}
