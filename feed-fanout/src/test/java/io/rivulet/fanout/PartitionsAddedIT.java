package io.rivulet.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.deadletter.DeadLetter;
import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.fanout.deliver.DeliverProcessor;
import io.rivulet.fanout.flow.Acknowledgements;
import io.rivulet.fanout.flow.Gate;
import io.rivulet.fanout.plan.Homes;
import io.rivulet.fanout.plan.PlanProcessor;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.servers.KafkaServer;
import io.rivulet.servers.RedisServer;
import io.rivulet.servers.ServerSettings;
import io.rivulet.timeline.AuthorTimeline;
import io.rivulet.topic.Layout;
import io.rivulet.topic.LayoutTopic;
import io.rivulet.topic.LayoutWatch;
import io.rivulet.topic.TopicProvisioner;
import io.rivulet.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A worker while partitions are added, and what it makes of records that moved.
class PartitionsAddedIT {
  private static final int PARTITIONS = 4;
  private static final int BEFORE = 2;
  private static final String GROUP = "fanout";

  @TempDir private Path state;
  private final KafkaServer kafka = KafkaServer.start(ServerSettings.ephemeral());
  private final RedisServer server = RedisServer.start(ServerSettings.ephemeral());
  private final Redis redis = new Redis(RedisSettings.of(server.uri()));
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
          new ByteArraySerializer(),
          new ByteArraySerializer());
  private final Admin admin =
      Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()));
  private @Nullable FanoutWorker worker;

  @BeforeEach
  void start() {
    new TopicProvisioner(admin, Duration.ofSeconds(20)).provision(Topics.spec(PARTITIONS, 1));
  }

  @AfterEach
  void stop() {
    if (worker != null) {
      worker.stop();
    }
    admin.close();
    producer.close();
    redis.close();
    server.close();
    kafka.close();
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(100));
  }

  private FanoutWorker started() throws Exception {
    FanoutWorker started = new FanoutWorker(configuration(), new SimpleMeterRegistry());
    worker = started;
    started.start();
    return started;
  }

  private FanoutConfiguration configuration() throws Exception {
    return ShippedConfiguration.with(
        Map.of(
            "RIVULET_KAFKA", kafka.bootstrapServers(),
            "RIVULET_REDIS", server.uri(),
            "RIVULET_STATE", state.toString(),
            "RIVULET_APPLICATION_ID", GROUP));
  }

  @Test
  void aWorkerLeavesItsGroupWhilePartitionsAreCopiedAndComesBackByItself() throws Exception {
    FanoutWorker worker = started();
    soon().until(worker::running);
    send(Events.account(1));
    send(Events.post(100, 1));
    soon().untilAsserted(() -> assertThat(author(1)).containsExactly(100));

    Layout draining = Layout.AS_CREATED.draining(BEFORE, PARTITIONS, "feed-fanout");
    write(draining);
    send(Events.post(200, 1));
    soon().untilAsserted(() -> assertThat(author(1)).containsExactly(100, 200));
    assertThat(worker.running()).isTrue();

    write(draining.copying(ends(0)));
    soon().until(() -> !worker.running() && members() == 0);
    assertThat(worker.streamsHealth().execute().isHealthy()).isTrue();
    send(Events.post(300, 1));
    write(draining.copying(ends(0)).clearing());
    assertThat(author(1)).containsExactly(100, 200);

    write(draining.copying(ends(0)).clearing().settled());
    soon().untilAsserted(() -> assertThat(author(1)).containsExactly(100, 200, 300));
  }

  @Test
  void aWorkerThatIsStartedMeanwhileWaits() throws Exception {
    Layout copying = Layout.AS_CREATED.draining(BEFORE, PARTITIONS, "feed-fanout").copying(ends(0));
    write(copying);
    send(Events.account(2));
    send(Events.post(400, 2));
    FanoutWorker worker = started();
    assertThat(worker.running()).isFalse();
    assertThat(members()).isZero();
    write(copying.clearing().settled());
    soon().untilAsserted(() -> assertThat(author(2)).containsExactly(400));
  }

  /// It slept, or was cut off, until all was done.
  @Test
  void aWorkerThatMissedItBeginsAnewWithThePartitionsThatThereAre() throws Exception {
    FanoutWorker worker = started();
    soon().until(worker::running);
    long one = idIn(3);
    send(Events.account(one));
    send(Events.post(100, one));
    soon().untilAsserted(() -> assertThat(author(one)).containsExactly(100));

    Map<String, List<Long>> ends = new HashMap<>(ends(0));
    ends.put(Topics.POSTS, List.of(1_000L, 1_000L));
    write(Layout.AS_CREATED.draining(BEFORE, PARTITIONS, GROUP).copying(ends).clearing().settled());
    // Only a job that does not know of them takes a record that moved for a misplaced one.
    soon()
        .until(
            () -> {
              int before = letters().size();
              send(1, Events.post(200, one));
              producer
                  .send(
                      new ProducerRecord<>(Topics.POSTS, 1, Topics.key(idIn(1)), new byte[] {'{'}))
                  .get();
              soon()
                  .until(() -> reasons().skip(before).anyMatch(Predicate.isEqual("invalid-event")));
              return reasons().skip(before).noneMatch(Predicate.isEqual("misplaced-event"));
            });
    send(Events.post(300, one));
    soon().untilAsserted(() -> assertThat(author(one)).containsExactly(100, 300));
  }

  private Stream<String> reasons() {
    return letters().stream().map(DeadLetter::reason);
  }

  /// On a slow machine: when the job is made, what was known of the layout as it began holds no
  /// more.
  @Test
  void aJobThatTakesLongerToBeginThanALayoutHoldsBeginsAllTheSame() throws Exception {
    Layout copying = Layout.AS_CREATED.draining(BEFORE, PARTITIONS, GROUP).copying(ends(0));
    write(copying);
    FanoutWorker parts = new FanoutWorker(configuration(), new SimpleMeterRegistry());
    worker = parts;
    FanoutStreams job =
        new FanoutStreams(
            KafkaSettings.of(kafka.bootstrapServers()),
            configuration().streams(),
            new Acknowledgements(Duration.ofSeconds(3)),
            new Gate(),
            new Slow(parts),
            new SimpleMeterRegistry());
    job.start();
    try {
      assertThat(job.running()).isFalse();
      write(copying.clearing().settled());
      soon().until(job::running);
    } finally {
      job.stop();
    }
  }

  private record Slow(FanoutStreams.Wiring parts) implements FanoutStreams.Wiring {
    @Override
    public PlanProcessor.Worker plan(int partitions, Homes homes) {
      LockSupport.parkNanos(LayoutWatch.LEASE.plusSeconds(1).toNanos());
      return parts.plan(partitions, homes);
    }

    @Override
    public DeliverProcessor.Worker deliver(int partitions) {
      return parts.deliver(partitions);
    }
  }

  /// All that is planned anew: what moved lies in two places, and counts in one.
  @Test
  void whatMovedIsPassedOverAndWhatSomebodyMisplacedIsADeadLetter() throws Exception {
    long one = idIn(1);
    long other = idIn(3);
    send(Events.account(one));
    // Of two partitions this was in the second, and in the fourth of four it has the same offset.
    send(1, Events.account(other));
    filler(Topics.ACCOUNTS, 3);
    send(3, Events.account(other));
    send(1, Events.post(500, other));
    send(3, Events.post(500, other));
    filler(Topics.POSTS, 1);
    send(1, Events.post(600, one));
    Map<String, List<Long>> ends = new HashMap<>(ends(0));
    ends.put(Topics.ACCOUNTS, List.of(0L, 2L));
    ends.put(Topics.POSTS, List.of(0L, 3L));
    write(
        Layout.AS_CREATED
            .draining(BEFORE, PARTITIONS, "feed-fanout")
            .copying(ends)
            .clearing()
            .settled());
    // By somebody who does not know.
    send(1, Events.post(700, other));
    started();
    soon().untilAsserted(() -> assertThat(author(one)).containsExactly(600));
    soon().untilAsserted(() -> assertThat(author(other)).containsExactly(500));
    soon().until(() -> !letters().isEmpty());
    assertThat(letters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.reason()).isEqualTo("misplaced-event");
              assertThat(letter.source()).isEqualTo(new DeadLetter.Source(Topics.POSTS, 1, 3));
            });
    assertThat(author(other)).containsExactly(500);
  }

  /// A producer with another partitioner than Java's: neither the index nor the auditor looks for
  /// records there.
  @Test
  void whatIsMisplacedIsADeadLetterWherePartitionsWereNeverAdded() throws Exception {
    long one = idIn(1);
    send(Events.account(one));
    send(Events.post(100, one));
    send(2, Events.post(200, one));
    send(Events.post(300, one));
    started();
    soon().untilAsserted(() -> assertThat(author(one)).containsExactly(100, 300));
    soon().until(() -> !letters().isEmpty());
    assertThat(letters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.reason()).isEqualTo("misplaced-event");
              assertThat(letter.source()).isEqualTo(new DeadLetter.Source(Topics.POSTS, 2, 0));
            });
    assertThat(author(one)).containsExactly(100, 300);
  }

  private static long idIn(int partition) {
    return LongStream.iterate(10, id -> id + 1)
        .filter(id -> Topics.partition(id, PARTITIONS) == partition)
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, List<Long>> ends(long end) {
    Map<String, List<Long>> ends = new HashMap<>();
    Topics.CO_PARTITIONED.forEach(topic -> ends.put(topic, Collections.nCopies(BEFORE, end)));
    return ends;
  }

  private int members() throws Exception {
    try {
      return admin.describeStreamsGroups(List.of(GROUP)).all().get().values().stream()
          .mapToInt(group -> group.members().size())
          .sum();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return 0;
      }
      throw e;
    }
  }

  private void write(Layout layout) {
    LayoutTopic.write(KafkaSettings.of(kafka.bootstrapServers()), layout);
  }

  private void send(Event event) throws Exception {
    send(Topics.partition(event.key(), PARTITIONS), event);
  }

  private void send(int partition, Event event) throws Exception {
    producer
        .send(
            new ProducerRecord<>(
                Topics.of(event), partition, Topics.key(event.key()), EventJson.encode(event)))
        .get();
  }

  private void filler(String topic, int partition) throws Exception {
    producer.send(new ProducerRecord<>(topic, partition, Topics.fillerKey(topic), null)).get();
  }

  private long[] author(long author) {
    AuthorTimeline timeline =
        AuthorTimeline.decode(redis.await(redis.commands().get(Keyspace.author(author))));
    return timeline == null ? new long[0] : timeline.ids().toArray();
  }

  private List<DeadLetter> letters() {
    TopicPartition letters = new TopicPartition(Topics.DEAD_LETTERS, 0);
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(letters));
      consumer.seekToBeginning(List.of(letters));
      long end = consumer.endOffsets(List.of(letters)).getOrDefault(letters, 0L);
      List<DeadLetter> read = new ArrayList<>();
      while (consumer.position(letters) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> read.add(DeadLetter.read(record)));
      }
      return read;
    }
  }
}
