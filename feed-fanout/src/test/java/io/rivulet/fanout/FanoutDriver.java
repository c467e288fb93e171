package io.rivulet.fanout;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.event.AccountEvent;
import io.rivulet.event.ActEvent;
import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.event.Followed;
import io.rivulet.event.Origin;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostDeleted;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Unfollowed;
import io.rivulet.event.Visibility;
import io.rivulet.fanout.deliver.DeliverProcessor;
import io.rivulet.fanout.deliver.LaneMetrics;
import io.rivulet.fanout.deliver.LaneSettings;
import io.rivulet.fanout.flow.Acknowledgements;
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
import io.rivulet.keyspace.Shards;
import io.rivulet.post.PostBody;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.relations.Relations;
import io.rivulet.servers.TestServers;
import io.rivulet.timeline.AuthorTimeline;
import io.rivulet.timeline.HomeTimeline;
import io.rivulet.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/// The job on TopologyTestDriver with one partition and a real, empty Redis.
final class FanoutDriver implements AutoCloseable {
  static final Instant START = Events.NOW;

  final Redis redis = new Redis(RedisSettings.of(TestServers.redis()));
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Retries retries = new Retries();
  final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> posts;
  private final TestInputTopic<byte[], byte[]> relations;
  private final TestInputTopic<byte[], byte[]> accounts;
  private final TestInputTopic<byte[], byte[]> acts;
  final TestInputTopic<byte[], byte[]> deliveries;
  final TestOutputTopic<byte[], byte[]> deadLetters;
  private long lastId = 1_000;

  FanoutDriver(Path state) {
    this(state, LargeAuthors.DEFAULT);
  }

  FanoutDriver(Path state, LargeAuthors largeAuthors) {
    redis.await(redis.commands().flushall());
    Gate gate = new Gate();
    Telling telling =
        new Telling(
            new Listeners(redis, meters, System::nanoTime),
            new Journeys(redis, true, Clock.systemUTC()));
    Acknowledgements acknowledgements = new Acknowledgements(Duration.ofSeconds(2));
    Duration second = Duration.ofSeconds(1);
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "fanout-test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    driver =
        new TopologyTestDriver(
            FanoutTopology.of(
                new PlanProcessor.Worker(
                    redis,
                    gate,
                    retries,
                    acknowledgements,
                    Unread.NOTHING,
                    new PlanMetrics(meters),
                    telling,
                    new PlanProcessor.Settings(
                        1,
                        Homes.EVERYWHERE,
                        second,
                        second,
                        largeAuthors,
                        PlanProcessor.Written.all("http://127.0.0.1:8080"))),
                new DeliverProcessor.Worker(
                    new DeliverProcessor.RedisSide(
                        redis, gate, retries, new LaneMetrics(meters), telling),
                    acknowledgements,
                    LaneSettings.DEFAULT,
                    new DeliverProcessor.Timing(1, second, second))),
            properties,
            START);
    ByteArraySerializer bytes = new ByteArraySerializer();
    posts = driver.createInputTopic(Topics.POSTS, bytes, bytes);
    relations = driver.createInputTopic(Topics.RELATIONS, bytes, bytes);
    accounts = driver.createInputTopic(Topics.ACCOUNTS, bytes, bytes);
    acts = driver.createInputTopic(Topics.ACTS, bytes, bytes);
    deliveries = driver.createInputTopic(Topics.DELIVERIES, bytes, bytes);
    deadLetters =
        driver.createOutputTopic(
            Topics.DEAD_LETTERS, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  void send(Event event) {
    TestInputTopic<byte[], byte[]> topic =
        switch (event) {
          case io.rivulet.event.PostEvent _ -> posts;
          case io.rivulet.event.RelationEvent _ -> relations;
          case AccountEvent _ -> accounts;
          case ActEvent _ -> acts;
        };
    topic.pipeInput(new TestRecord<>(Topics.key(event.key()), EventJson.encode(event), START));
  }

  void sendPost(byte @Nullable [] value) {
    posts.pipeInput(new TestRecord<>(new byte[] {'1'}, value, START));
  }

  /// Lets the commit of both stages pass, so that Redis has acknowledged everything.
  void settle() {
    driver.advanceWallClockTime(Duration.ofSeconds(1));
    driver.advanceWallClockTime(Duration.ofSeconds(1));
  }

  long publish(long author) {
    return publish(author, "text", null, null);
  }

  long publish(long author, String text, @Nullable String clientKey, @Nullable Origin origin) {
    long id = lastId += 10;
    publishWithId(id, author, text, clientKey, origin);
    return id;
  }

  void publishWithId(
      long id, long author, String text, @Nullable String clientKey, @Nullable Origin origin) {
    send(
        new PostPublished(
            id,
            author,
            START,
            PostContent.ofText(text),
            Visibility.PUBLIC,
            null,
            null,
            clientKey,
            origin));
  }

  long boost(long author, long original, long originalAuthor) {
    long id = lastId += 10;
    send(
        new PostPublished(
            id,
            author,
            START,
            PostContent.EMPTY,
            Visibility.PUBLIC,
            null,
            new PostRef(original, originalAuthor),
            null,
            null));
    return id;
  }

  void edit(long author, PostTarget target, String text, @Nullable Origin origin) {
    send(new PostEdited(target, author, START, PostContent.ofText(text), origin));
  }

  void delete(long author, long id) {
    send(new PostDeleted(PostTarget.of(id), author, START, null));
  }

  void follow(long follower, long followee, @Nullable Origin origin) {
    send(new Followed(follower, followee, START, origin));
  }

  void unfollow(long follower, long followee, @Nullable Origin origin) {
    send(new Unfollowed(follower, followee, START, origin));
  }

  void account(long id, String username) {
    send(Events.account(id, username));
  }

  /// Creates an empty, complete home timeline, as a read of a viewer without followees does.
  void open(long viewer) {
    Timelines.open(redis, viewer);
  }

  /// Empties Redis but for the states of the shards, whose loss ends the job's thread.
  void loseAllButStates() {
    IdentityHashMap<byte[], byte[]> states = new IdentityHashMap<>();
    for (int shard = 0; shard < Shards.COUNT; shard++) {
      states.put(Keyspace.state(shard), redis.await(redis.commands().get(Keyspace.state(shard))));
    }
    redis.await(redis.commands().flushall());
    redis.await(redis.commands().mset(states));
  }

  @Nullable HomeTimeline home(long viewer) {
    return HomeTimeline.decode(redis.await(redis.commands().get(Keyspace.home(viewer))));
  }

  List<Long> homeIds(long viewer) {
    HomeTimeline home = Objects.requireNonNull(home(viewer), "no home timeline");
    return java.util.Arrays.stream(home.ids().toArray()).boxed().toList();
  }

  List<Long> authorIds(long author) {
    AuthorTimeline timeline =
        AuthorTimeline.decode(redis.await(redis.commands().get(Keyspace.author(author))));
    return java.util.Arrays.stream(
            Objects.requireNonNull(timeline, "no author timeline").ids().toArray())
        .boxed()
        .toList();
  }

  @Nullable Relations relations(long viewer) {
    return Relations.decode(redis.await(redis.commands().get(Keyspace.relations(viewer))));
  }

  long[] following(long viewer) {
    return Objects.requireNonNull(relations(viewer), "no relations").following();
  }

  @Nullable PostBody body(long id) {
    byte[] value = redis.await(redis.commands().get(Keyspace.post(id)));
    return value == null ? null : PostBody.decode(value);
  }

  @Override
  public void close() {
    driver.close();
    retries.close();
    redis.close();
  }
}
