package io.rivulet.repartition;

import static org.awaitility.Awaitility.await;

import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.local.FanoutAlone;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.servers.KafkaServer;
import io.rivulet.servers.RedisServer;
import io.rivulet.servers.ServerSettings;
import io.rivulet.topic.TopicProvisioner;
import io.rivulet.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/// A Kafka and a Redis of a test's own, and a worker between them.
final class Installation implements AutoCloseable {
  static final String APPLICATION = "feed-fanout";

  private static final Duration BOUND = Duration.ofSeconds(60);

  private final Path folder;
  private final KafkaServer kafka = KafkaServer.start(ServerSettings.ephemeral());
  private final RedisServer redisServer = RedisServer.start(ServerSettings.ephemeral());
  private final Redis redis = new Redis(RedisSettings.of(redisServer.uri()));
  private final Cluster cluster = new Cluster(kafka());
  private final Admin admin = Admin.create(kafka().client());
  private final List<Future<?>> sent = new ArrayList<>();
  private final KafkaProducer<byte[], byte[]> producer = producer(Map.of("acks", "all"));
  private @Nullable FanoutAlone worker;
  private int partitions;

  Installation(Path folder, int partitions) {
    this.folder = folder;
    this.partitions = partitions;
    var _ =
        new TopicProvisioner(admin, Duration.ofSeconds(20)).provision(Topics.spec(partitions, 1));
  }

  /// Whose time records of a topic have.
  void setTime(String topic, String type) {
    try {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("message.timestamp.type", type),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  KafkaSettings kafka() {
    return KafkaSettings.of(kafka.bootstrapServers());
  }

  String redisUri() {
    return redisServer.uri();
  }

  Redis redis() {
    return redis;
  }

  Cluster cluster() {
    return cluster;
  }

  int partitions() {
    return partitions;
  }

  void partitions(int raised) {
    partitions = raised;
  }

  void startWorker() {
    worker =
        FanoutAlone.start(
            folder,
            kafka.bootstrapServers(),
            redisServer.uri(),
            new FanoutAlone.Settings(List.of("-Xmx192m", "-XX:+UseSerialGC"), 2, "5"));
  }

  void stopWorker() {
    FanoutAlone running = worker;
    if (running != null) {
      running.close();
      worker = null;
    }
  }

  /// What the job of a worker would have made.
  void provideState() {
    List<NewTopic> topics =
        Spread.changelogs(APPLICATION).stream()
            .map(
                name ->
                    new NewTopic(name, partitions, (short) 1)
                        .configs(Map.of("cleanup.policy", "compact")))
            .toList();
    var _ = got(admin.createTopics(topics).all());
    Map<TopicPartition, Long> places = new HashMap<>();
    Spread.all(Spread.inputs(), 0, partitions).forEach(one -> places.put(one, 0L));
    cluster.commit(APPLICATION, places);
  }

  void publish(Event event) {
    sent.add(producer.send(record(event)));
  }

  private ProducerRecord<byte[], byte[]> record(Event event) {
    return new ProducerRecord<>(
        Topics.of(event),
        Topics.partition(event.key(), partitions),
        Topics.key(event.key()),
        EventJson.encode(event));
  }

  void write(String topic, int partition, byte[] key, byte[] value) {
    sent.add(producer.send(new ProducerRecord<>(topic, partition, key, value)));
    flush();
  }

  /// In a transaction, whose end takes an offset of its own.
  void publishAtOnce(List<Event> events, boolean takenBack) {
    flush();
    try (var with = producer(Map.of("transactional.id", "test"))) {
      with.initTransactions();
      with.beginTransaction();
      events.forEach(event -> sent.add(with.send(record(event))));
      flush();
      if (takenBack) {
        with.abortTransaction();
      } else {
        with.commitTransaction();
      }
    }
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
    return new KafkaProducer<>(
        kafka().client(settings), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /// Kafka has all.
  void flush() {
    sent.forEach(Installation::got);
    sent.clear();
  }

  /// All is planned, delivered and committed.
  void settle() {
    flush();
    List<TopicPartition> inputs = Spread.all(Spread.inputs(), 0, partitions);
    await()
        .atMost(BOUND)
        .until(
            () -> {
              Map<TopicPartition, Long> committed = cluster.committed(APPLICATION);
              return cluster.ends(inputs).entrySet().stream()
                  .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
            });
  }

  /// All records of some topics.
  List<ConsumerRecord<byte[], byte[]>> read(List<String> topics) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (Reading reading = new Reading(kafka())) {
      for (TopicPartition partition : Spread.all(topics, 0, partitions)) {
        reading.read(
            partition, cluster.beginning(partition), cluster.end(partition), records::add, _ -> {});
      }
    }
    return records;
  }

  /// What stores are restored from: the newest of each key that was not deleted.
  Map<TopicPartition, Map<Bytes, Bytes>> state() {
    Map<TopicPartition, Map<Bytes, Bytes>> state = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : read(Spread.changelogs(APPLICATION))) {
      Map<Bytes, Bytes> store =
          state.computeIfAbsent(
              new TopicPartition(record.topic(), record.partition()), _ -> new HashMap<>());
      if (record.value() == null) {
        store.remove(Bytes.wrap(record.key()));
      } else {
        store.put(Bytes.wrap(record.key()), Bytes.wrap(record.value()));
      }
    }
    return state;
  }

  private static <T> T got(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stopWorker();
    producer.close(Duration.ZERO);
    admin.close(Duration.ZERO);
    cluster.close();
    redis.close();
    redisServer.close();
    kafka.close();
  }
}
