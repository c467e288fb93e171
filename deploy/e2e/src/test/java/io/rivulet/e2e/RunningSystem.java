package io.rivulet.e2e;

import static org.awaitility.Awaitility.await;

import io.rivulet.audit.run.AuditTarget;
import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.local.Instance;
import io.rivulet.local.LocalRun;
import io.rivulet.local.LocalSettings;
import io.rivulet.local.LocalTokens;
import io.rivulet.servers.LoopbackPort;
import io.rivulet.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Kafka, Redis and the three services as processes of their own, empty at first.
public final class RunningSystem implements AutoCloseable {
  private static final Duration FILLED = Duration.ofSeconds(60);

  private static @Nullable RunningSystem shared;

  private final LocalRun run;
  public final Instance instance;
  public final Api api;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<String, String> ids = new HashMap<>();

  public RunningSystem() {
    this(Optional.empty());
  }

  /// @param pullAbove followers above which an author is pulled, see [LocalSettings]
  public RunningSystem(String pullAbove) {
    this(Optional.of(pullAbove));
  }

  /// With posts in Redis for some time only.
  static RunningSystem withHotPosts(Duration window) {
    return new RunningSystem(settings(Optional.empty()).withHotPosts(window));
  }

  /// With everything traced.
  static RunningSystem withTraces(String collector) {
    return new RunningSystem(settings(Optional.empty()).withTraces(collector));
  }

  /// With a Redis that is there, or a cluster.
  public static RunningSystem before(String redis, String pullAbove) {
    return new RunningSystem(settings(Optional.of(pullAbove)).withRedis(redis));
  }

  /// One that is to one's own measure.
  public static RunningSystem of(LocalSettings settings) {
    return new RunningSystem(settings);
  }

  private RunningSystem(Optional<String> pullAbove) {
    this(settings(pullAbove));
  }

  private static LocalSettings settings(Optional<String> pullAbove) {
    return new LocalSettings(Optional.empty(), LoopbackPort.free(), 8, pullAbove);
  }

  private RunningSystem(LocalSettings settings) {
    run = new LocalRun(settings, System.out::println);
    try {
      instance = run.start();
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
    api = new Api(instance.address());
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", instance.kafka(), "acks", "all", "max.request.size", 2 << 20),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /// One for all tests of this JVM that are content with accounts of their own, named as nobody
  /// else's: its start takes longer than most of them. It is started, and its index ready, when
  /// first asked for, and ends with the JVM.
  public static synchronized RunningSystem shared() {
    if (shared == null) {
      RunningSystem system = new RunningSystem();
      Runtime.getRuntime().addShutdownHook(new Thread(system::close, "stop-shared-system"));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> system.api.get(null, "/api/v1/timelines/public").status() == 200);
      shared = system;
    }
    return shared;
  }

  /// Creates an account and returns its token. Whether a name is free is not known while Redis is
  /// filled again, or just after a start: that is answered 503, and asked again as clients do.
  public String account(String name) {
    Api.Answer answer =
        await()
            .atMost(FILLED)
            .until(
                () -> api.post(tokens().operator(), "/api/v1/accounts", Map.of("username", name)),
                told -> told.status() != 503);
    if (answer.status() != 200) {
      throw new AssertionError(answer.status() + " " + answer.body());
    }
    ids.put(name, answer.body().path("id").asText());
    return token(id(name));
  }

  /// The id of an account that [#account] created.
  public String id(String name) {
    String id = ids.get(name);
    if (id == null) {
      throw new IllegalArgumentException(name);
    }
    return id;
  }

  public String token(String id) {
    return tokens().of(Long.parseLong(id));
  }

  /// A token that may create accounts.
  String operator() {
    return tokens().operator();
  }

  /// What an auditor of this system needs to know.
  public AuditTarget auditTarget() {
    return new AuditTarget(
        instance.address(),
        instance.kafka(),
        instance.redis(),
        AuditTarget.GROUP,
        account -> token(Long.toString(account)));
  }

  /// The folder of all data; below it each service has its own.
  public Path data() {
    return run.data();
  }

  /// A token of somebody who may look at the operations page.
  public String onlooker() {
    return tokens().onlooker();
  }

  /// The same of somebody who may use its buttons.
  public String caretaker() {
    return tokens().caretaker();
  }

  private LocalTokens tokens() {
    return LocalTokens.existing(run.data());
  }

  /// Sends raw bytes as any Kafka client may.
  public void submit(byte[] value) {
    var _ = producer.send(new ProducerRecord<>("feed.submissions.v1", null, value));
    producer.flush();
  }

  /// Writes to a log what is no event, as something may that has the right to.
  public void spoil(String topic, long key, byte[] value) {
    var _ = producer.send(new ProducerRecord<>(topic, Topics.key(key), value));
    producer.flush();
  }

  /// The same with headers.
  void submit(byte[] value, Map<String, String> headers) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>("feed.submissions.v1", null, value);
    headers.forEach(
        (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.US_ASCII)));
    var _ = producer.send(record);
    producer.flush();
  }

  /// All records of a topic so far.
  List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    Map<String, Object> settings = Map.of("bootstrap.servers", instance.kafka());
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(one -> new TopicPartition(topic, one.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
    }
    return records;
  }

  /// Has a record come again, headers and all.
  ///
  /// @param timestamp that it is given, in milliseconds since 1970
  void again(ConsumerRecord<byte[], byte[]> record, long timestamp) {
    var _ =
        producer.send(
            new ProducerRecord<>(
                record.topic(),
                record.partition(),
                timestamp,
                record.key(),
                record.value(),
                record.headers()));
    producer.flush();
  }

  /// Writes to a log what only feed-ingest has to write.
  void forge(String topic, Event event) {
    byte[] key = Topics.key(event.key());
    var _ = producer.send(new ProducerRecord<>(topic, key, EventJson.encode(event)));
    producer.flush();
  }

  /// The values of all dead letters so far, each of which must say why it is one.
  List<byte[]> deadLetters() {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", instance.kafka(), "auto.offset.reset", "earliest");
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      TopicPartition partition = new TopicPartition("feed.dead-letters.v1", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      List<byte[]> values = new ArrayList<>();
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(Duration.ofSeconds(1))) {
          if (letter.headers().lastHeader("rivulet-reason") == null) {
            throw new AssertionError("a dead letter without a reason at " + letter.offset());
          }
          values.add(letter.value());
        }
      }
      return values;
    }
  }

  @Override
  public void close() {
    producer.close();
    run.close();
  }
}
