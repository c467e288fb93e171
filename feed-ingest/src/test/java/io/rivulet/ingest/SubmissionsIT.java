package io.rivulet.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rivulet.deadletter.DeadLetter;
import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.event.Followed;
import io.rivulet.event.PostEvent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.PostTarget;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.post.Post;
import io.rivulet.post.PostBody;
import io.rivulet.post.StatusRenderer;
import io.rivulet.post.WebAddresses;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.servers.RedisServer;
import io.rivulet.servers.ServerSettings;
import io.rivulet.servers.TestServers;
import io.rivulet.topic.Topics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SubmissionsIT {
  private static final String KAFKA = TestServers.kafka();

  private static RedisServer redis;
  private static RunningIngest ingest;
  private static KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void start() {
    redis = RedisServer.start(ServerSettings.ephemeral());
    Topic.createAll(KAFKA);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", KAFKA, "max.request.size", 1_500_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    ingest = new RunningIngest(KAFKA, redis.uri(), 2);
  }

  @AfterAll
  static void stop() {
    producer.close();
    ingest.close();
    redis.close();
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100));
  }

  private static RecordMetadata submit(byte @Nullable [] value) throws Exception {
    // One partition: what a producer sends in order for one author arrives in order.
    return producer.send(new ProducerRecord<>(Topics.SUBMISSIONS, 1, null, value)).get();
  }

  private static RecordMetadata submit(String json) throws Exception {
    return submit(json.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Event> events(String topic, RecordMetadata submission) {
    return Topic.read(KAFKA, topic).stream()
        .map(record -> EventJson.decode(record.value()))
        .filter(event -> isOf(event, submission))
        .toList();
  }

  private static boolean isOf(Event event, RecordMetadata submission) {
    return event.origin() != null
        && event.origin().partition() == submission.partition()
        && event.origin().offset() == submission.offset();
  }

  private static <E extends Event> E event(String topic, RecordMetadata submission, Class<E> type) {
    soon().until(() -> !events(topic, submission).isEmpty());
    return type.cast(events(topic, submission).getFirst());
  }

  private static Optional<DeadLetter> deadLetter(RecordMetadata submission) {
    return Topic.read(KAFKA, Topics.DEAD_LETTERS).stream()
        .map(DeadLetter::read)
        .filter(
            letter ->
                letter.source().partition() == submission.partition()
                    && letter.source().offset() == submission.offset())
        .findFirst();
  }

  static Stream<Arguments> poison() {
    byte[] brokenUtf8 =
        "{\"type\":\"post\",\"author\":\"@ann\",\"text\":\"x?\"}".getBytes(StandardCharsets.UTF_8);
    brokenUtf8[brokenUtf8.length - 3] = (byte) 0xc3;
    String far = Instant.now().plus(Duration.ofDays(4_000)).toString();
    return Stream.of(
        arguments("broken UTF-8", brokenUtf8, "invalid"),
        arguments(
            "1 MB of text", json("post", "\"text\":\"" + "x".repeat(1_000_000) + "\""), "invalid"),
        arguments("text of a wrong type", json("post", "\"text\":{\"a\":1}"), "invalid"),
        arguments("no text", json("post", "\"language\":\"en\""), "invalid"),
        arguments("no json", "hello".getBytes(StandardCharsets.UTF_8), "invalid"),
        arguments("no type", "{}".getBytes(StandardCharsets.UTF_8), "invalid"),
        arguments("unknown type", json("poll", "\"text\":\"x\""), "invalid"),
        arguments("empty value", new byte[0], "invalid"),
        arguments("tombstone", null, "invalid"),
        arguments(
            "unknown author",
            "{\"type\":\"post\",\"author\":\"@nobody\",\"text\":\"x\"}"
                .getBytes(StandardCharsets.UTF_8),
            "unknown-author"),
        arguments(
            "unknown followee", json("follow", "\"followee\":\"@nobody\""), "unknown-followee"),
        arguments("follow of oneself", json("follow", "\"followee\":\"@ann\""), "invalid"),
        arguments(
            "reply to nothing",
            json("post", "\"text\":\"x\",\"replyTo\":{\"id\":\"7\"}"),
            "unknown-post"),
        arguments(
            "boost of an unknown client key",
            json("boost", "\"boostOf\":{\"clientKey\":\"none\"}"),
            "unknown-post"),
        arguments(
            "far future",
            json("post", "\"text\":\"x\",\"createdAt\":\"" + far + "\""),
            "impossible-time"));
  }

  private static byte[] json(String type, String members) {
    return ("{\"type\":\"" + type + "\",\"author\":\"@ann\"," + members + "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("poison")
  void poisonGoesToTheDeadLettersAndWorkGoesOn(String name, byte @Nullable [] value, String reason)
      throws Exception {
    submit("{\"type\":\"account\",\"username\":\"ann\"}");
    RecordMetadata bad = submit(value);
    RecordMetadata good = submit(json("post", "\"text\":\"still working\""));
    event(Topics.POSTS, good, PostPublished.class);
    soon().until(() -> deadLetter(bad).isPresent());
    DeadLetter letter = deadLetter(bad).orElseThrow();
    assertThat(letter.reason()).as(letter.detail()).isEqualTo(reason);
    assertThat(letter.source().topic()).isEqualTo(Topics.SUBMISSIONS);
    assertThat(letter.service()).isEqualTo("feed-ingest");
    assertThat(Arrays.equals(letter.value(), value)).isTrue();
    assertThat(events(Topics.POSTS, bad)).isEmpty();
  }

  @Test
  void accountPostReplyBoostEditDeleteAndFollowPassInOrder() throws Exception {
    RecordMetadata account =
        submit("{\"type\":\"account\",\"username\":\"Carl\",\"displayName\":\"Carl C.\"}");
    submit("{\"type\":\"account\",\"username\":\"dora\"}");
    RecordMetadata post =
        submit(
            "{\"type\":\"post\",\"author\":\"@carl\",\"clientKey\":\"c1\",\"text\":\"hi @Dora #T\"}");
    writeAsTheFanOut(event(Topics.POSTS, post, PostPublished.class));
    RecordMetadata reply =
        submit(
            "{\"type\":\"post\",\"author\":\"@carl\",\"text\":\"more\",\"replyTo\":{\"clientKey\":\"c1\"}}");
    RecordMetadata edit =
        submit(
            "{\"type\":\"edit\",\"author\":\"@carl\",\"post\":{\"clientKey\":\"c1\"},\"text\":\"ho\"}");
    RecordMetadata delete =
        submit("{\"type\":\"delete\",\"author\":\"@carl\",\"post\":{\"clientKey\":\"c1\"}}");
    RecordMetadata follow =
        submit("{\"type\":\"follow\",\"author\":\"@dora\",\"followee\":\"@CARL\"}");

    Event created = event(Topics.ACCOUNTS, account, Event.class);
    PostPublished published = event(Topics.POSTS, post, PostPublished.class);
    assertThat(published.author()).isEqualTo(created.key());
    assertThat(published.clientKey()).isEqualTo("c1");
    assertThat(published.content().mentions()).hasSize(1);
    PostPublished answered = event(Topics.POSTS, reply, PostPublished.class);
    assertThat(answered.replyTo()).isEqualTo(new PostRef(published.id(), published.author()));
    assertThat(event(Topics.POSTS, edit, PostEvent.class).author()).isEqualTo(created.key());
    assertThat(event(Topics.POSTS, delete, io.rivulet.event.PostDeleted.class).target())
        .isEqualTo(PostTarget.ofClientKey("c1"));
    assertThat(event(Topics.RELATIONS, follow, Followed.class).followee()).isEqualTo(created.key());
  }

  private static void writeAsTheFanOut(PostPublished published) {
    WebAddresses addresses = new WebAddresses(URI.create("https://rivulet.example"));
    PostBody body = PostBody.of(Post.of(published), 0, new StatusRenderer(addresses));
    write(Keyspace.post(published.id()), body.bytes());
  }

  private static void write(byte[] key, byte[] value) {
    try (Redis client = new Redis(RedisSettings.of(redis.uri()))) {
      client.await(client.commands().set(key, value));
    }
  }

  private static DeadLetter awaitDeadLetter(RecordMetadata submission) {
    soon().until(() -> deadLetter(submission).isPresent());
    return deadLetter(submission).orElseThrow();
  }

  @Test
  void boostByClientKeyNeedsTheBodyAndIsOfTheOriginal() throws Exception {
    submit("{\"type\":\"account\",\"username\":\"ivy\"}");
    String ivy = ",\"author\":\"@ivy\",";
    RecordMetadata post =
        submit("{\"type\":\"post\"" + ivy + "\"clientKey\":\"i1\",\"text\":\"x\"}");
    RecordMetadata early =
        submit("{\"type\":\"boost\"" + ivy + "\"boostOf\":{\"clientKey\":\"i1\"}}");
    assertThat(awaitDeadLetter(early).reason()).isEqualTo("unknown-post");

    PostPublished original = event(Topics.POSTS, post, PostPublished.class);
    RecordMetadata first =
        submit(
            "{\"type\":\"boost\""
                + ivy
                + "\"clientKey\":\"i2\",\"boostOf\":{\"clientKey\":\"i1\"}}");
    writeAsTheFanOut(original);
    PostPublished boost = event(Topics.POSTS, first, PostPublished.class);
    writeAsTheFanOut(boost);
    RecordMetadata second =
        submit("{\"type\":\"boost\"" + ivy + "\"boostOf\":{\"clientKey\":\"i2\"}}");
    PostRef ref = new PostRef(original.id(), original.author());
    assertThat(boost.boostOf()).isEqualTo(ref);
    assertThat(event(Topics.POSTS, second, PostPublished.class).boostOf()).isEqualTo(ref);
    assertThat(events(Topics.POSTS, early)).isEmpty();
  }

  @Test
  void valuesThatNobodyCanReadAreUnknownAndWorkGoesOn() throws Exception {
    write(Keyspace.post(4_711), new byte[] {99});
    write(Keyspace.account(4_712), new byte[] {99});
    submit("{\"type\":\"account\",\"username\":\"ann\"}");
    RecordMetadata reply = submit(json("post", "\"text\":\"x\",\"replyTo\":{\"id\":\"4711\"}"));
    RecordMetadata follow = submit(json("follow", "\"followee\":\"4712\""));
    RecordMetadata good = submit(json("post", "\"text\":\"still working\""));
    event(Topics.POSTS, good, PostPublished.class);
    assertThat(awaitDeadLetter(reply).reason()).isEqualTo("unknown-post");
    assertThat(awaitDeadLetter(follow).reason()).isEqualTo("unknown-followee");
  }

  @Test
  void hugeCompressedRecordIsPointedToAndWorkGoesOn() throws Exception {
    byte[] huge = "x".repeat(5_000_000).getBytes(StandardCharsets.UTF_8);
    RecordMetadata bad;
    try (KafkaProducer<byte[], byte[]> compressing =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                KAFKA,
                "compression.type",
                "gzip",
                "max.request.size",
                10_000_000),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      bad = compressing.send(new ProducerRecord<>(Topics.SUBMISSIONS, 1, null, huge)).get();
    }
    submit("{\"type\":\"account\",\"username\":\"ann\"}");
    RecordMetadata good = submit(json("post", "\"text\":\"still working\""));
    event(Topics.POSTS, good, PostPublished.class);
    DeadLetter letter = awaitDeadLetter(bad);
    assertThat(letter.reason()).isEqualTo("invalid");
    assertThat(letter.detail()).contains("5000000 bytes");
    assertThat(letter.value()).isNull();
  }

  @Test
  void anothersPostIsNotDeleted() throws Exception {
    long author = ingest.account();
    String id = ingest.publish(author, "mine").id();
    submit("{\"type\":\"account\",\"username\":\"eve\"}");
    RecordMetadata theft =
        submit("{\"type\":\"delete\",\"author\":\"@eve\",\"post\":{\"id\":\"" + id + "\"}}");
    soon().until(() -> deadLetter(theft).isPresent());
    assertThat(deadLetter(theft).orElseThrow().reason()).isEqualTo("foreign-post");
  }

  @Test
  void sameClientKeyTwicePassesOnForTheFanOutToIgnore() throws Exception {
    submit("{\"type\":\"account\",\"username\":\"fred\"}");
    String post = "{\"type\":\"post\",\"author\":\"@fred\",\"clientKey\":\"k\",\"text\":\"x\"}";
    PostPublished first = event(Topics.POSTS, submit(post), PostPublished.class);
    PostPublished second = event(Topics.POSTS, submit(post), PostPublished.class);
    assertThat(second.clientKey()).isEqualTo(first.clientKey());
    assertThat(second.id()).isGreaterThan(first.id());
  }

  @Test
  void waitsWhileRedisIsAwayAndLosesNothing() throws Exception {
    submit("{\"type\":\"account\",\"username\":\"gina\"}");
    event(
        Topics.POSTS,
        submit("{\"type\":\"post\",\"author\":\"@gina\",\"text\":\"a\"}"),
        PostPublished.class);
    redis.pause();
    RecordMetadata waiting =
        submit("{\"type\":\"post\",\"author\":\"@gina\",\"text\":\"b @somebody_else\"}");
    soon().until(() -> ingest.admin("/metrics").contains("rivulet_submissions_waits_total"));
    redis.resume();
    event(Topics.POSTS, waiting, PostPublished.class);
    assertThat(deadLetter(waiting)).isEmpty();
  }

  @Test
  void replayGivesTheSameIds() throws Exception {
    submit("{\"type\":\"account\",\"username\":\"hugo\"}");
    RecordMetadata post =
        submit("{\"type\":\"post\",\"author\":\"@hugo\",\"clientKey\":\"h\",\"text\":\"x\"}");
    PostPublished first = event(Topics.POSTS, post, PostPublished.class);
    ingest.close();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA))) {
      soon()
          .ignoreExceptions()
          .untilAsserted(() -> admin.deleteConsumerGroups(List.of("feed-ingest")).all().get());
    }
    ingest = new RunningIngest(KAFKA, redis.uri(), 1);
    soon().until(() -> events(Topics.POSTS, post).size() == 2);
    assertThat(events(Topics.POSTS, post)).allMatch(first::equals);
  }

  @Test
  void everyRecordIsKeyedByItsEventsKey() {
    for (String topic : List.of(Topics.POSTS, Topics.RELATIONS, Topics.ACCOUNTS)) {
      for (ConsumerRecord<byte[], byte[]> record : Topic.read(KAFKA, topic)) {
        assertThat(record.key()).isEqualTo(Topics.key(EventJson.decode(record.value()).key()));
      }
    }
  }
}
