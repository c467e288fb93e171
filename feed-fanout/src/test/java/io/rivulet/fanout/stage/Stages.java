package io.rivulet.fanout.stage;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.event.AccountUpdated;
import io.rivulet.event.ActEvent;
import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.event.PostEvent;
import io.rivulet.event.RelationEvent;
import io.rivulet.fanout.deliver.DeliverProcessor;
import io.rivulet.fanout.deliver.LaneMetrics;
import io.rivulet.fanout.deliver.LaneSettings;
import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.fanout.delivery.DeliveryCodec;
import io.rivulet.fanout.flow.Gate;
import io.rivulet.fanout.flow.Retries;
import io.rivulet.fanout.live.Journeys;
import io.rivulet.fanout.live.Listeners;
import io.rivulet.fanout.live.Telling;
import io.rivulet.fanout.plan.Homes;
import io.rivulet.fanout.plan.LargeAuthors;
import io.rivulet.fanout.plan.PlanMetrics;
import io.rivulet.fanout.plan.PlanProcessor;
import io.rivulet.fanout.plan.Unread;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.relations.Relations;
import io.rivulet.servers.TestServers;
import io.rivulet.timeline.AuthorTimeline;
import io.rivulet.timeline.HomeTimeline;
import io.rivulet.timeline.ShardState;
import io.rivulet.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.TaskId;
import org.jspecify.annotations.Nullable;

/// One plan task, some deliver tasks and a real, empty Redis.
final class Stages implements AutoCloseable {
  static final int PARTITIONS = 2;

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final List<String> INPUTS =
      List.of(Topics.ACCOUNTS, Topics.RELATIONS, Topics.POSTS, Topics.ACTS);

  final Redis redis;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Retries retries = new Retries();
  private final Map<String, List<byte[]>> inputs = new HashMap<>();
  private final List<List<byte[]>> deliveries = new ArrayList<>();

  /// How much of each deliveries partition is certain to be there, whoever dies.
  private final int[] acknowledged = new int[PARTITIONS];

  /// How much of each was read by somebody, perhaps one who died since: consumers see of a
  /// partition only what its replicas have, which stays.
  private final int[] read = new int[PARTITIONS];

  private final List<StageTask> deliver = new ArrayList<>();
  private final StageTask plan;
  private final Duration commitInterval;
  private final Duration lookEvery;
  private LargeAuthors largeAuthors;

  /// Stages whose commits are always due: each record waits for its answer.
  Stages(Redis redis, LargeAuthors largeAuthors) {
    this(redis, largeAuthors, Duration.ZERO);
  }

  /// @param commitInterval between commits; meanwhile many records are under way at a time
  Stages(Redis redis, LargeAuthors largeAuthors, Duration commitInterval) {
    this(redis, largeAuthors, commitInterval, SECOND);
  }

  /// @param lookEvery how often the plan task looks, between commits, whether Redis has lost
  ///   something; each tick is a second
  Stages(Redis redis, LargeAuthors largeAuthors, Duration commitInterval, Duration lookEvery) {
    this.commitInterval = commitInterval;
    this.lookEvery = lookEvery;
    this.redis = redis;
    this.largeAuthors = largeAuthors;
    redis.await(redis.commands().flushall());
    INPUTS.forEach(topic -> inputs.put(topic, new ArrayList<>()));
    for (int partition = 0; partition < PARTITIONS; partition++) {
      deliveries.add(new ArrayList<>());
      deliver.add(deliverTask(partition));
    }
    plan = planTask();
    plan.whenCommitted(
        () -> {
          for (int i = 0; i < PARTITIONS; i++) {
            acknowledged[i] = deliveries.get(i).size();
          }
        });
  }

  static Redis connect() {
    return new Redis(RedisSettings.of(TestServers.redis()));
  }

  private StageTask planTask() {
    PlanMetrics metrics = new PlanMetrics(meters);
    return new StageTask(
        new TaskId(0, 0),
        List.of("authors", "followers"),
        acknowledgements ->
            new PlanProcessor(
                new PlanProcessor.Worker(
                    redis,
                    new Gate(),
                    retries,
                    acknowledgements,
                    Unread.NOTHING,
                    metrics,
                    new Telling(
                        new Listeners(redis, meters, System::nanoTime),
                        new Journeys(redis, false, Clock.systemUTC())),
                    new PlanProcessor.Settings(
                        PARTITIONS,
                        Homes.EVERYWHERE,
                        lookEvery,
                        SECOND,
                        largeAuthors,
                        PlanProcessor.Written.all("http://127.0.0.1:8080")))),
        commitInterval,
        (sink, record) -> {
          if (!sink.equals(PlanProcessor.TO_DELIVERIES)) {
            throw new AssertionError("a dead letter");
          }
          deliveries.get(ByteBuffer.wrap(record.key()).getInt()).add(record.value());
        });
  }

  private StageTask deliverTask(int partition) {
    LaneMetrics metrics = new LaneMetrics(meters);
    return new StageTask(
        new TaskId(1, partition),
        List.of("following", "reactions"),
        acknowledgements ->
            new DeliverProcessor(
                new DeliverProcessor.Worker(
                    new DeliverProcessor.RedisSide(
                        redis,
                        new Gate(),
                        retries,
                        metrics,
                        new Telling(
                            new Listeners(redis, meters, System::nanoTime),
                            new Journeys(redis, false, Clock.systemUTC()))),
                    acknowledgements,
                    LaneSettings.DEFAULT,
                    new DeliverProcessor.Timing(PARTITIONS, SECOND, SECOND))),
        commitInterval,
        (sink, _) -> {
          throw new AssertionError("a dead letter");
        });
  }

  void publish(Event event) {
    String topic =
        switch (event) {
          case AccountUpdated _ -> Topics.ACCOUNTS;
          case RelationEvent _ -> Topics.RELATIONS;
          case PostEvent _ -> Topics.POSTS;
          case ActEvent _ -> Topics.ACTS;
        };
    inputs.getOrDefault(topic, List.of()).add(EventJson.encode(event));
  }

  /// Plans the next event of an input, if there is one.
  boolean plan(String topic) {
    List<byte[]> input = inputs.getOrDefault(topic, List.of());
    int offset = plan.next(topic);
    if (offset == input.size()) {
      return false;
    }
    plan.process(topic, input.get(offset));
    return true;
  }

  /// Plans all that is published, and ends all crossings.
  void planAll() {
    INPUTS.forEach(
        topic -> {
          while (plan(topic)) {
            // All of them.
          }
        });
    for (int i = 0; i < 4; i++) {
      plan.passInterval();
      // However long Redis takes on a machine that has other work.
      plan.drain();
    }
  }

  /// Lets time pass until the plan task commits.
  void commitPlan() {
    plan.awaitCommit();
  }

  /// All that Redis has.
  List<KeyValue<byte[], byte[]>> contents() {
    return redis.await(redis.commands().keys("*")).stream()
        .map(key -> KeyValue.pair(key, redis.await(redis.commands().dump(key))))
        .toList();
  }

  /// Has Redis have what it had, as one that comes back from its file.
  void goBackTo(List<KeyValue<byte[], byte[]>> contents) {
    redis.await(redis.commands().flushall());
    contents.forEach(one -> redis.await(redis.commands().restore(one.key, 0, one.value)));
  }

  void tickPlan() {
    plan.tick();
  }

  /// Delivers the next record of a partition, if there is one.
  boolean deliver(int partition) {
    List<byte[]> records = deliveries.get(partition);
    StageTask task = deliver.get(partition);
    int offset = task.next(Topics.DELIVERIES);
    if (offset == records.size()) {
      return false;
    }
    task.process(Topics.DELIVERIES, records.get(offset));
    read[partition] = Math.max(read[partition], offset + 1);
    return true;
  }

  /// Lets time pass until a deliver task commits.
  void commitDeliver(int partition) {
    deliver.get(partition).awaitCommit();
  }

  /// Whether Redis has refused a call of a deliver task, which ends its lane.
  boolean refused() {
    return meters.counter("rivulet.delivery.refused").count() > 0;
  }

  void tickDeliver(int partition) {
    deliver.get(partition).tick();
  }

  /// Delivers all that is planned and waits until Redis has it.
  void deliverAll() {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      while (deliver(partition)) {
        // All of them.
      }
      int end = deliveries.get(partition).size();
      if (end > 0 && !deliver.get(partition).committed(Topics.DELIVERIES, end)) {
        deliver.get(partition).awaitCommit();
      }
    }
  }

  void settle() {
    planAll();
    deliverAll();
  }

  /// Kills the plan task; of what it had handed on since its last commit some is lost.
  void killPlan(Random random, LargeAuthors next) {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      List<byte[]> records = deliveries.get(partition);
      int least = Math.max(acknowledged[partition], read[partition]);
      int kept = least + random.nextInt(records.size() - least + 1);
      records.subList(kept, records.size()).clear();
    }
    largeAuthors = next;
    plan.die(random);
  }

  void killDeliver(int partition, Random random) {
    deliver.get(partition).die(random);
  }

  /// Starts the plan task again, which has stored everything and committed nothing.
  void planAgain(LargeAuthors next) {
    largeAuthors = next;
    plan.restart(Map.of());
  }

  /// Starts the plan task again, which has stored everything and committed an input up to `offset`.
  void planAgainFrom(String topic, int offset) {
    Map<String, Integer> offsets = places();
    offsets.put(topic, offset);
    plan.restart(offsets);
  }

  private Map<String, Integer> places() {
    Map<String, Integer> offsets = new HashMap<>();
    INPUTS.forEach(input -> offsets.put(input, plan.next(input)));
    return offsets;
  }

  /// Starts the plan task again where it was.
  void restartPlan(LargeAuthors next) {
    largeAuthors = next;
    plan.restart(places());
  }

  /// Starts the deliver tasks again, which have stored everything and committed nothing.
  void deliverAgain() {
    deliver.forEach(task -> task.restart(Map.of()));
  }

  /// Starts the deliver tasks again where they were.
  void restartDeliver() {
    deliver.forEach(task -> task.restart(Map.of(Topics.DELIVERIES, task.next(Topics.DELIVERIES))));
  }

  /// Lets the deliver tasks write again what Redis has lost.
  void restore() {
    deliver.forEach(StageTask::awaitCommit);
  }

  @Nullable ShardState state(int shard) {
    return ShardState.decode(redis.await(redis.commands().get(Keyspace.state(shard))));
  }

  /// What was handed on in a deliveries partition from `from` on.
  List<Delivery> deliveries(int partition, int from) {
    List<byte[]> records = deliveries.get(partition);
    return IntStream.range(from, records.size())
        .mapToObj(i -> DeliveryCodec.decode(records.get(i)))
        .flatMap(List::stream)
        .toList();
  }

  int planned(int partition) {
    return deliveries.get(partition).size();
  }

  @Nullable HomeTimeline home(long viewer) {
    return HomeTimeline.decode(redis.await(redis.commands().get(Keyspace.home(viewer))));
  }

  Relations relations(long viewer) {
    Relations relations =
        Relations.decode(redis.await(redis.commands().get(Keyspace.relations(viewer))));
    if (relations == null) {
      throw new AssertionError("no relations of " + viewer);
    }
    return relations;
  }

  long[] author(long author) {
    AuthorTimeline timeline =
        AuthorTimeline.decode(redis.await(redis.commands().get(Keyspace.author(author))));
    if (timeline == null) {
      throw new AssertionError("no author timeline of " + author);
    }
    return timeline.ids().toArray();
  }

  @Override
  public void close() {
    plan.close();
    deliver.forEach(StageTask::close);
    retries.close();
  }
}
