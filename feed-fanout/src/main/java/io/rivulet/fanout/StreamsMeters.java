package io.rivulet.fanout;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.processor.StateRestoreListener;

/// What operators see of Kafka Streams: how long rebalances take, how far the restoration of stores
/// is, and how far each partition that this worker reads is behind.
///
/// Labels are topics, partitions and stores, all of which a deployment has a fixed number of.
final class StreamsMeters implements KafkaStreams.StateListener, StateRestoreListener {
  private static final String LAG = "rivulet.partition.lag";

  private final MeterRegistry meters;
  private final Timer rebalances;
  private final Map<TopicPartition, Meter> partitions = new HashMap<>();

  /// Records that are still to be restored, by store and then by partition.
  private final Map<String, Map<TopicPartition, Long>> remaining = new ConcurrentHashMap<>();

  private long rebalancingSince;

  /// Records behind by partition, as of the last look.
  private volatile Map<TopicPartition, Double> lags = Map.of();

  StreamsMeters(MeterRegistry meters) {
    this.meters = meters;
    this.rebalances =
        Timer.builder("rivulet.rebalance")
            .description("from the beginning of a rebalance until the worker runs again")
            .register(meters);
  }

  /// From the first state that is not running: a worker that starts rebalances, too.
  @Override
  public synchronized void onChange(KafkaStreams.State now, KafkaStreams.State before) {
    if (now == KafkaStreams.State.REBALANCING) {
      rebalancingSince = System.nanoTime();
    } else if (now == KafkaStreams.State.RUNNING && before == KafkaStreams.State.REBALANCING) {
      rebalances.record(System.nanoTime() - rebalancingSince, TimeUnit.NANOSECONDS);
    }
  }

  /// Partitions that are read have a gauge each, and others none any more.
  ///
  /// @param behind how many records, by partition
  synchronized void look(Map<TopicPartition, Double> behind) {
    lags = behind;
    Set<TopicPartition> gone = new HashSet<>(partitions.keySet());
    gone.removeAll(behind.keySet());
    gone.forEach(
        partition -> {
          Meter meter = partitions.remove(partition);
          if (meter != null) {
            meters.remove(meter);
          }
        });
    behind.keySet().forEach(partition -> partitions.computeIfAbsent(partition, this::lagGauge));
  }

  private Meter lagGauge(TopicPartition partition) {
    return Gauge.builder(LAG, () -> lags.getOrDefault(partition, 0.0))
        .description("records that wait in Kafka")
        .tag("topic", partition.topic())
        .tag("partition", String.valueOf(partition.partition()))
        .register(meters);
  }

  @Override
  public void onRestoreStart(TopicPartition partition, String store, long start, long end) {
    of(store).put(partition, Math.max(0, end - start));
  }

  @Override
  public void onBatchRestored(TopicPartition partition, String store, long end, long restored) {
    of(store).computeIfPresent(partition, (_, left) -> Math.max(0, left - restored));
    meters.counter("rivulet.restored.records", "store", store).increment((double) restored);
  }

  @Override
  public void onRestoreEnd(TopicPartition partition, String store, long restored) {
    of(store).remove(partition);
  }

  @Override
  public void onRestoreSuspended(TopicPartition partition, String store, long restored) {
    of(store).remove(partition);
  }

  private Map<TopicPartition, Long> of(String store) {
    return remaining.computeIfAbsent(
        store,
        name -> {
          Map<TopicPartition, Long> left = new ConcurrentHashMap<>();
          Gauge.builder("rivulet.restore.remaining", left, StreamsMeters::sum)
              .description("records that are still to be restored into a state store")
              .tag("store", name)
              .register(meters);
          return left;
        });
  }

  private static double sum(Map<TopicPartition, Long> left) {
    return left.values().stream().mapToDouble(Long::doubleValue).sum();
  }
}
