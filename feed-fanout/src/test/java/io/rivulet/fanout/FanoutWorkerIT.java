package io.rivulet.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.event.PostDeleted;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Unfollowed;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.live.Listening;
import io.rivulet.live.LiveChannels;
import io.rivulet.live.LiveEvent;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.redis.Subscription;
import io.rivulet.relations.Relations;
import io.rivulet.servers.TestServers;
import io.rivulet.timeline.AuthorTimeline;
import io.rivulet.topic.TopicProvisioner;
import io.rivulet.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A worker on a real Kafka and a real Redis.
class FanoutWorkerIT {
  @TempDir Path state;
  private final Redis redis = new Redis(RedisSettings.of(TestServers.redis()));
  private final String application = "fanout-" + UUID.randomUUID();
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", TestServers.kafka(), "acks", "all"),
          new ByteArraySerializer(),
          new ByteArraySerializer());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private FanoutWorker worker;

  @BeforeEach
  void start() throws Exception {
    redis.await(redis.commands().flushall());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
      new TopicProvisioner(admin, Duration.ofSeconds(20)).provision(Topics.spec(4, 1));
    }
    worker = worker();
    worker.start();
    await().atMost(Duration.ofSeconds(30)).until(worker::running);
  }

  private FanoutWorker worker() throws Exception {
    return new FanoutWorker(
        ShippedConfiguration.with(
            Map.of(
                "RIVULET_KAFKA", TestServers.kafka(),
                "RIVULET_REDIS", TestServers.redis(),
                "RIVULET_STATE", state.toString(),
                "RIVULET_LARGE_AUTHORS", "1",
                "RIVULET_APPLICATION_ID", application)),
        meters);
  }

  private boolean committed(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
      return admin
          .listConsumerGroupOffsets(application)
          .partitionsToOffsetAndMetadata()
          .get()
          .entrySet()
          .stream()
          .anyMatch(entry -> entry.getKey().topic().equals(topic) && entry.getValue().offset() > 0);
    }
  }

  @AfterEach
  void stop() {
    worker.stop();
    producer.close();
    redis.close();
  }

  @Test
  void anEventReachesRedisAndARestartGoesOnWhereTheLastOneEnded() throws Exception {
    send(Events.account(1, "ann"));
    send(Events.account(2, "ben"));
    send(Events.follow(2, 1));
    publish(1, 100);
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(author(1)).contains(100));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(following(2)).containsExactly(1));

    worker.stop();
    publish(1, 200);
    worker = worker();
    worker.start();
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> assertThat(author(1)).containsExactly(100, 200));
  }

  @Test
  void aRedisThatLosesEverythingUnderARunningWorkerIsFilledAgain() throws Exception {
    send(Events.account(3, "cat"));
    send(Events.account(4, "dan"));
    send(Events.follow(4, 3));
    publish(3, 300);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(following(4)).containsExactly(3));
    await().atMost(Duration.ofSeconds(20)).until(() -> committed(Topics.DELIVERIES));

    redis.await(redis.commands().flushall());

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(author(3)).containsExactly(300);
              assertThat(following(4)).containsExactly(3);
            });
  }

  @Test
  void anAuthorWhoBecomesLargeIsPulledOnceKafkaHasAcknowledgedItAndPushedAgainWhenSmall()
      throws Exception {
    for (long account = 5; account <= 7; account++) {
      send(Events.account(account));
    }
    send(Events.follow(6, 5));
    send(Events.follow(7, 5));
    await().atMost(Duration.ofSeconds(20)).until(() -> pulls(6, 5) && pulls(7, 5));
    AtomicLong lastId = new AtomicLong(500);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              publish(5, lastId.incrementAndGet());
              return meters.counter("rivulet.plan.entries.not.pushed").count() > 0;
            });
    send(new Unfollowed(7, 5, Events.NOW, null));
    send(new Unfollowed(6, 5, Events.NOW, null));
    send(Events.follow(6, 5));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> following(6).length == 1 && !pulls(6, 5) && following(7).length == 0);
  }

  @Test
  void whoeverListensIsToldOfWhatCanBeRead() throws Exception {
    send(Events.account(8));
    send(Events.account(9));
    long reader = 73;
    Queue<LiveEvent> told = new ConcurrentLinkedQueue<>();
    AtomicInteger subscribed = new AtomicInteger();
    Subscription.Listener listener =
        new Subscription.Listener() {
          @Override
          public void subscribed(byte[] channel) {
            subscribed.incrementAndGet();
          }

          @Override
          public void heard(byte[] channel, byte[] message) {
            told.addAll(LiveEvent.decode(message));
          }
        };
    try (Subscription _ =
        redis.subscribe(List.of(LiveChannels.reader(reader), LiveChannels.posts()), listener)) {
      await().until(() -> subscribed.get() == 2);
      byte[] said =
          new Listening(reader, Listening.Act.MORE, new long[] {9, Listening.EVERYBODY}).encode();
      await()
          .until(() -> redis.await(redis.commands().spublish(LiveChannels.listeners(), said)) > 0);
      send(Events.follow(9, 8));
      await().until(() -> told.contains(new LiveEvent(LiveEvent.Kind.RELATED, 9, 0)));
      assertThat(following(9)).containsExactly(8);
      publish(8, 800);
      await().until(() -> told.contains(new LiveEvent(LiveEvent.Kind.DELIVERED, 9, 800)));
      assertThat(author(8)).containsExactly(800);
      assertThat(told).contains(new LiveEvent(LiveEvent.Kind.PUBLIC, 8, 800));
      send(new PostDeleted(PostTarget.of(800), 8, Events.NOW, null));
      await().until(() -> told.contains(new LiveEvent(LiveEvent.Kind.DELETED, 8, 800)));
      assertThat(told)
          .noneMatch(event -> event.account() == 8 && event.kind() == LiveEvent.Kind.DELIVERED);
    }
  }

  private void publish(long author, long id) throws Exception {
    send(Events.post(id, author));
  }

  private void send(Event event) throws Exception {
    producer
        .send(
            new ProducerRecord<>(
                Topics.of(event), Topics.key(event.key()), EventJson.encode(event)))
        .get();
  }

  private long[] author(long author) {
    AuthorTimeline timeline =
        AuthorTimeline.decode(redis.await(redis.commands().get(Keyspace.author(author))));
    return timeline == null ? new long[0] : timeline.ids().toArray();
  }

  private boolean pulls(long viewer, long author) {
    Relations relations =
        Relations.decode(redis.await(redis.commands().get(Keyspace.relations(viewer))));
    return relations != null && relations.pulls(author);
  }

  private long[] following(long viewer) {
    Relations relations =
        Relations.decode(redis.await(redis.commands().get(Keyspace.relations(viewer))));
    return relations == null ? new long[0] : relations.following();
  }
}
