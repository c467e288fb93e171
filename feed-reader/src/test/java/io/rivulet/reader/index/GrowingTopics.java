package io.rivulet.reader.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.topic.Layout;
import io.rivulet.topic.Layout.Step;
import io.rivulet.topic.LayoutTopic;
import io.rivulet.topic.TopicSpec;
import io.rivulet.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The topics of truth in a Kafka that has none yet, to which partitions are added as
/// `deploy/rivulet repartition` does.
final class GrowingTopics implements AutoCloseable {
  private final KafkaSettings kafka;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private int partitions;

  GrowingTopics(KafkaSettings kafka, int partitions) throws Exception {
    this.kafka = kafka;
    this.partitions = partitions;
    this.admin = Admin.create(kafka.client());
    this.producer =
        new KafkaProducer<>(
            kafka.client(Map.of("linger.ms", 0)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    var _ =
        admin
            .createTopics(Topics.spec(partitions, 1).stream().map(GrowingTopics::newTopic).toList())
            .all()
            .get();
  }

  private static NewTopic newTopic(TopicSpec spec) {
    return new NewTopic(spec.name(), spec.partitions(), spec.replication()).configs(spec.config());
  }

  /// Adds what feed-ingest would, to where it belongs.
  void add(List<Event> events) {
    for (Event event : events) {
      var _ =
          producer.send(
              new ProducerRecord<>(
                  Topics.of(event),
                  Topics.partition(event.key(), partitions),
                  Topics.key(event.key()),
                  EventJson.encode(event)));
    }
    producer.flush();
  }

  /// One public post of a word in each partition.
  void mark(String word, long firstId) {
    for (int one = 0; one < partitions; one++) {
      int partition = one;
      long author =
          IntStream.iterate(1, id -> id + 1)
              .filter(id -> Topics.partition(id, partitions) == partition)
              .findFirst()
              .orElseThrow();
      add(List.of(Events.post(firstId + one, author, word)));
    }
  }

  /// Tells everybody of a step.
  Layout tell(Step step, int more) {
    Layout layout = new Layout(step, more, partitions, ends(step), null, null);
    LayoutTopic.write(kafka, layout);
    return layout;
  }

  private Map<String, List<Long>> ends(Step step) {
    Map<String, List<Long>> ends = new HashMap<>();
    if (step == Step.COPYING) {
      Map<TopicPartition, Long> found = ends();
      for (String topic : Topics.CO_PARTITIONED) {
        ends.put(topic, all(topic).stream().map(one -> found.getOrDefault(one, 0L)).toList());
      }
    }
    return ends;
  }

  /// Where each partition of them ends.
  Map<TopicPartition, Long> ends() {
    try (var consumer = consumer()) {
      return consumer.endOffsets(
          Topics.CO_PARTITIONED.stream().flatMap(topic -> all(topic).stream()).toList());
    }
  }

  private List<TopicPartition> all(String topic) {
    return IntStream.range(0, partitions).mapToObj(one -> new TopicPartition(topic, one)).toList();
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        kafka.client(Map.of("enable.auto.commit", false)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /// Raises how many there are, and fills those of one topic after the other.
  void grow(int more, Runnable halfWay) throws ExecutionException, InterruptedException {
    Map<String, NewPartitions> wanted = new HashMap<>();
    Topics.CO_PARTITIONED.forEach(topic -> wanted.put(topic, NewPartitions.increaseTo(more)));
    var _ = admin.createPartitions(wanted).all().get();
    fill(Topics.POSTS, more);
    halfWay.run();
    for (String topic : List.of(Topics.RELATIONS, Topics.ACCOUNTS, Topics.ACTS)) {
      fill(topic, more);
    }
  }

  private void fill(String topic, int more) throws ExecutionException, InterruptedException {
    List<Long> expected = new ArrayList<>();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
      for (int to = record.partition() + partitions; to < more; to += partitions) {
        expected.add(record.offset());
        sent.add(producer.send(copy(record, to, more)));
      }
    }
    List<Long> found = new ArrayList<>();
    for (Future<RecordMetadata> one : sent) {
      found.add(one.get().offset());
    }
    assertThat(found).isEqualTo(expected);
  }

  private static ProducerRecord<byte[], byte[]> copy(
      ConsumerRecord<byte[], byte[]> record, int to, int more) {
    return Topics.isElsewhere(record.key(), record.value(), to, more)
        ? new ProducerRecord<>(record.topic(), to, Topics.fillerKey(record.topic()), null)
        : new ProducerRecord<>(
            record.topic(), to, record.timestamp(), record.key(), record.value(), record.headers());
  }

  /// All partitions are in use from here on.
  void grown(int more) {
    partitions = more;
  }

  /// All records of a topic.
  List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (var consumer = consumer()) {
      List<TopicPartition> all = all(topic);
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
