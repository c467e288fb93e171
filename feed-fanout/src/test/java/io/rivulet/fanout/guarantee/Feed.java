package io.rivulet.fanout.guarantee;

import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.event.PostEvent;
import io.rivulet.event.PostRef;
import io.rivulet.event.Reacted;
import io.rivulet.event.Reaction;
import io.rivulet.fanout.Events;
import io.rivulet.fanout.Timelines;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.servers.KafkaServer;
import io.rivulet.servers.RedisServer;
import io.rivulet.servers.ServerSettings;
import io.rivulet.servers.TestServers;
import io.rivulet.topic.TopicProvisioner;
import io.rivulet.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Kafka, from its present end on, and a Redis of a test's own: what the test publishes to and
/// looks into. Workers are a group of the test's own, which notices a lost one after [#SESSION].
final class Feed implements AutoCloseable {
  static final int PARTITIONS = 4;
  static final Duration SESSION = Duration.ofSeconds(3);

  /// Commits come five times a second here.
  static final Duration COMMIT_INTERVAL = Duration.ofMillis(200);

  private static final List<String> INPUTS =
      List.of(Topics.ACCOUNTS, Topics.RELATIONS, Topics.POSTS, Topics.ACTS, Topics.DELIVERIES);

  private final String application = "fanout-" + UUID.randomUUID();
  private final String kafka;
  private final int partitionCount;
  private final @Nullable RedisServer redisServer;
  private final Redis redis;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicLong lastPost = new AtomicLong(1_000_000);

  private final Map<TopicPartition, Long> begun;

  /// Before a Redis of one node.
  Feed() {
    this(RedisServer.start(ServerSettings.ephemeral()));
  }

  private Feed(RedisServer redisServer) {
    this(redisServer, redisServer.uri(), TestServers.kafka(), PARTITIONS);
  }

  /// Before a Redis that somebody else closes.
  Feed(String redisUri) {
    this(null, redisUri, TestServers.kafka(), PARTITIONS);
  }

  /// With a Kafka that somebody else closes, and a Redis of one node that may be told to sleep.
  Feed(KafkaServer kafka, int partitions) {
    this(
        RedisServer.start(ServerSettings.ephemeral().withProperty("enable-debug-command", "local")),
        kafka.bootstrapServers(),
        partitions);
  }

  private Feed(RedisServer redisServer, String kafka, int partitions) {
    this(redisServer, redisServer.uri(), kafka, partitions);
  }

  private Feed(@Nullable RedisServer redisServer, String redisUri, String kafka, int partitions) {
    this.redisServer = redisServer;
    this.redis = new Redis(RedisSettings.of(redisUri));
    this.kafka = kafka;
    this.partitionCount = partitions;
    this.admin = Admin.create(Map.of("bootstrap.servers", kafka));
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    new TopicProvisioner(admin, Duration.ofSeconds(20)).provision(Topics.spec(partitions, 1));
    ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, application);
    got(
        admin
            .incrementalAlterConfigs(
                Map.of(
                    group,
                    List.of(
                        set("streams.session.timeout.ms", SESSION.toMillis()),
                        set("streams.heartbeat.interval.ms", SESSION.toMillis() / 10))))
            .all());
    begun = ends(INPUTS);
    Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
    begun.forEach((partition, end) -> places.put(partition, new OffsetAndMetadata(end)));
    got(admin.alterConsumerGroupOffsets(application, places).all());
  }

  private static AlterConfigOp set(String name, long value) {
    return new AlterConfigOp(new ConfigEntry(name, Long.toString(value)), AlterConfigOp.OpType.SET);
  }

  /// What a worker needs to know, for [WorkerProcess#start].
  ///
  /// @param redisUri of Redis itself or of a proxy before it
  Map<String, String> settings(String redisUri) {
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka", kafka);
    settings.put("redis.uri", redisUri);
    settings.put("redis.commandTimeout", "PT1S");
    settings.put("redis.connectTimeout", "PT1S");
    settings.put("streams.applicationId", application);
    settings.put("streams.commitInterval", COMMIT_INTERVAL.toString());
    settings.put("streams.patience", "PT0.3S");
    return settings;
  }

  RedisServer redisServer() {
    return Objects.requireNonNull(redisServer, "this feed is before a cluster");
  }

  /// A way to Redis that no proxy is in.
  Redis redis() {
    return redis;
  }

  /// Makes the accounts and the follows of a graph.
  void create(Graph graph) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    graph.accounts().forEach(id -> sent.add(send(Events.account(id))));
    graph
        .following()
        .forEach(
            (viewer, followees) ->
                followees.forEach(followee -> sent.add(send(Events.follow(viewer, followee)))));
    sent.forEach(Feed::got);
  }

  /// Creates the home timelines of all, empty and complete, as a read does. Before the first post.
  void openTimelines(Graph graph) {
    for (long viewer : graph.accounts()) {
      Timelines.open(redis, viewer);
    }
  }

  /// Publishes posts of the authors by turns.
  ///
  /// @return all of them, acknowledged by Kafka
  List<Published> publish(Graph graph, int posts) {
    List<Long> authors = graph.authors();
    List<Long> ids = IntStream.range(0, posts).mapToObj(_ -> lastPost.incrementAndGet()).toList();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    ids.forEach(id -> sent.add(send(Events.post(id, author(authors, id)))));
    List<Published> published = new ArrayList<>();
    for (int i = 0; i < posts; i++) {
      RecordMetadata place = got(sent.get(i));
      long id = ids.get(i);
      published.add(new Published(id, author(authors, id), place.partition(), place.offset()));
    }
    return published;
  }

  /// Publishes events, and waits until Kafka has them.
  void publish(List<? extends Event> events) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    events.forEach(event -> sent.add(send(event)));
    sent.forEach(Feed::got);
  }

  /// The id of another post or act.
  long nextId() {
    return lastPost.incrementAndGet();
  }

  /// Sends events of a post that was published.
  void change(PostEvent... events) {
    for (PostEvent event : events) {
      got(send(event));
    }
  }

  /// Has an account like posts.
  void like(long account, List<Published> posts) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (Published post : posts) {
      sent.add(
          send(
              new Reacted(
                  lastPost.incrementAndGet(),
                  account,
                  Reaction.LIKE,
                  new PostRef(post.id(), post.author()),
                  Events.NOW,
                  null)));
    }
    sent.forEach(Feed::got);
  }

  private static long author(List<Long> authors, long id) {
    return authors.get((int) (id % authors.size()));
  }

  private Future<RecordMetadata> send(Event event) {
    return producer.send(
        new ProducerRecord<>(Topics.of(event), Topics.key(event.key()), EventJson.encode(event)));
  }

  /// The group's committed places.
  Map<TopicPartition, Long> committed() {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    got(admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata())
        .forEach((partition, place) -> offsets.put(partition, place.offset()));
    return offsets;
  }

  /// The committed places in one topic, by partition.
  Map<Integer, Long> committed(String topic) {
    Map<Integer, Long> offsets = new HashMap<>();
    committed()
        .forEach(
            (partition, offset) -> {
              if (partition.topic().equals(topic)) {
                offsets.put(partition.partition(), offset);
              }
            });
    return offsets;
  }

  /// Whether all records of the job's inputs are read, applied and committed.
  boolean settled() {
    Map<TopicPartition, Long> committed = committed();
    return ends(INPUTS).entrySet().stream()
        .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  private Map<TopicPartition, Long> ends(List<String> topics) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    topics.forEach(
        topic ->
            partitions(topic).forEach(partition -> latest.put(partition, OffsetSpec.latest())));
    Map<TopicPartition, Long> ends = new HashMap<>();
    got(admin.listOffsets(latest).all())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  /// All records of one of the inputs since the test began.
  List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      Map<TopicPartition, Long> ends = ends(List.of(topic));
      consumer.assign(ends.keySet());
      ends.keySet()
          .forEach(
              partition -> consumer.seek(partition, Objects.requireNonNull(begun.get(partition))));
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", kafka),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private List<TopicPartition> partitions(String topic) {
    return IntStream.range(0, partitionCount).mapToObj(i -> new TopicPartition(topic, i)).toList();
  }

  /// Deletes what is in a topic now, as its retention would.
  void deleteRecords(String topic) {
    Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
    ends(List.of(topic))
        .forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end)));
    got(admin.deleteRecords(all).all());
  }

  /// The members of the workers' group: one a stream thread.
  Collection<StreamsGroupMemberDescription> members() {
    return got(admin.describeStreamsGroups(List.of(application)).all()).values().stream()
        .flatMap(group -> group.members().stream())
        .toList();
  }

  /// What Redis tells about itself.
  String redisInfo(String section) {
    return redis.await(redis.commands().info(section));
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
    producer.close(Duration.ZERO);
    admin.close(Duration.ZERO);
    redis.close();
    if (redisServer != null) {
      redisServer.close();
    }
  }
}
