package io.rivulet.audit.log;

import io.rivulet.audit.AuditException;
import io.rivulet.audit.model.LogPosition;
import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.event.InvalidEventException;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.topic.Layout;
import io.rivulet.topic.LayoutTopic;
import io.rivulet.topic.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads the topics of truth from their beginning, each record once: one that lies in another
/// partition is passed over. Belongs to no group. Not for concurrent use.
///
/// Over as many partitions as there are when it begins. If some are being added, or were since,
/// what ends there are would not be all there is: it fails.
public final class TruthLog implements AutoCloseable {
  private static final List<String> TOPICS =
      List.of(Topics.POSTS, Topics.RELATIONS, Topics.ACCOUNTS);
  private static final Set<String> COMPLETE = Set.of(Topics.POSTS, Topics.RELATIONS);
  private static final Duration POLL = Duration.ofMillis(100);

  /// How long Kafka may take to tell whether partitions are being added.
  private static final Duration ANSWER = Duration.ofSeconds(15);

  /// Without a record for so long there is no Kafka any more.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final LayoutTopic layout;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> fetched =
      new HashMap<>();
  private long records;
  private long poison;

  /// Begins before the first record.
  ///
  /// @throws AuditException if topics are missing, or have lost records, or partitions are being
  ///   added
  public TruthLog(KafkaSettings kafka) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    consumer =
        new KafkaConsumer<>(
            kafka.client(
                Map.of(
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    IsolationLevel.READ_COMMITTED.toString(),
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "none",
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false)),
            bytes,
            bytes);
    layout = new LayoutTopic(kafka, ANSWER);
    try {
      begin();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void begin() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : TOPICS) {
      List<TopicPartition> own = partitions(topic);
      numbers.put(topic, own.size());
      partitions.addAll(own);
    }
    requireComplete();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    consumer
        .beginningOffsets(partitions)
        .forEach(
            (partition, first) -> {
              if (first > 0 && COMPLETE.contains(partition.topic())) {
                throw new AuditException(
                    "%s begins at offset %d: what came before is lost, so nothing can be computed from it"
                        .formatted(partition, first));
              }
            });
    partitions.forEach(partition -> fetched.put(partition, new ArrayDeque<>()));
  }

  private List<TopicPartition> partitions(String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(found -> new TopicPartition(topic, found.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new AuditException("topic %s is missing: is this Rivulet's Kafka?".formatted(topic));
    }
    return partitions;
  }

  /// Asked for after what it is to hold of: partitions that were there before records are copied
  /// are all there were.
  private void requireComplete() {
    Layout now = layout.read();
    if (now.isMoving()) {
      throw new AuditException(
          "partitions are being added (%s), so that some lack records still: try again when that is done"
              .formatted(now.step().name().toLowerCase(Locale.ROOT)));
    }
    numbers.forEach(
        (topic, read) -> {
          if (now.readable() > 0 && now.readable() != read) {
            throw new AuditException(
                "%s has %d partitions, and %d are read: some were added meanwhile, begin again"
                    .formatted(topic, now.readable(), read));
          }
        });
  }

  /// The ends of the topics of truth as they are now.
  ///
  /// @throws AuditException if partitions are being added, or were since this was begun
  public Map<TopicPartition, Long> ends() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    requireComplete();
    return ends;
  }

  /// The ends of another topic as they are now.
  public Map<TopicPartition, Long> endsOf(String topic) {
    return consumer.endOffsets(partitions(topic));
  }

  /// Hands on all records before `ends` that were not handed on before; those of one partition in
  /// order. Poison is counted and left out, as the fan-out does.
  public void readTo(Map<TopicPartition, Long> ends, Consumer<LogRecord> taker) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (handOn(ends, taker)) {
      var polled = consumer.poll(POLL);
      polled.forEach(record -> queue(record).add(record));
      if (!polled.isEmpty()) {
        deadline = System.nanoTime() + PATIENCE.toNanos();
      } else if (System.nanoTime() > deadline) {
        throw new AuditException("Kafka gave no record for " + PATIENCE.toSeconds() + " s");
      }
    }
  }

  private Deque<ConsumerRecord<byte[], byte[]>> queue(ConsumerRecord<byte[], byte[]> record) {
    return fetched.computeIfAbsent(
        new TopicPartition(record.topic(), record.partition()), _ -> new ArrayDeque<>());
  }

  /// Returns whether some have to be fetched still.
  private boolean handOn(Map<TopicPartition, Long> ends, Consumer<LogRecord> taker) {
    boolean more = false;
    for (var queue : fetched.entrySet()) {
      long end = ends.getOrDefault(queue.getKey(), 0L);
      Deque<ConsumerRecord<byte[], byte[]>> waiting = queue.getValue();
      while (!waiting.isEmpty() && waiting.element().offset() < end) {
        decode(waiting.remove()).ifPresent(taker);
      }
      more |= waiting.isEmpty() && consumer.position(queue.getKey()) < end;
    }
    return more;
  }

  private Optional<LogRecord> decode(ConsumerRecord<byte[], byte[]> record) {
    if (isElsewhere(record)) {
      return Optional.empty();
    }
    records++;
    try {
      Event event = EventJson.decode(record.value());
      return Optional.of(
          new LogRecord(
              new LogPosition(record.topic(), record.partition(), record.offset()),
              record.timestamp(),
              event));
    } catch (InvalidEventException e) {
      poison++;
      return Optional.empty();
    }
  }

  private boolean isElsewhere(ConsumerRecord<byte[], byte[]> record) {
    return Topics.isElsewhere(
        record.key(),
        record.value(),
        record.partition(),
        Objects.requireNonNull(numbers.get(record.topic())));
  }

  /// As [#readTo], merged by time as well as the order within partitions allows: the order in which
  /// they are likely to have taken effect.
  public List<LogRecord> collect(Map<TopicPartition, Long> ends) {
    record Timed(long time, LogRecord record) {}
    List<Timed> timed = new ArrayList<>();
    Map<TopicPartition, Long> latest = new HashMap<>();
    readTo(
        ends,
        record -> {
          // Clocks of producers may go back; the order of a partition does not.
          var partition = new TopicPartition(record.at().topic(), record.at().partition());
          timed.add(new Timed(latest.merge(partition, record.timestamp(), Math::max), record));
        });
    timed.sort(Comparator.comparingLong(Timed::time));
    return timed.stream().map(Timed::record).toList();
  }

  /// Records read so far, but for those that were passed over.
  public long records() {
    return records;
  }

  /// Records among them that are no event.
  public long poison() {
    return poison;
  }

  @Override
  public void close() {
    layout.close();
    consumer.close();
  }
}
