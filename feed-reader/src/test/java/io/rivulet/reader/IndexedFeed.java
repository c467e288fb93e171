package io.rivulet.reader;

import io.rivulet.event.AccountUpdated;
import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.event.Followed;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.Profile;
import io.rivulet.event.Visibility;
import io.rivulet.servers.TestServers;
import io.rivulet.timeline.TimelineLimits;
import io.rivulet.topic.TopicProvisioner;
import io.rivulet.topic.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Fills Kafka as feed-ingest does, and Redis with what a reader of the index needs of it.
final class IndexedFeed implements AutoCloseable {
  private static final int PARTITIONS = 4;

  final Feed redis = new Feed(TimelineLimits.DEFAULT);
  private final KafkaProducer<byte[], byte[]> producer;

  IndexedFeed() {
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", TestServers.kafka(), "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  static void provision() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
      new TopicProvisioner(admin, Duration.ofSeconds(30)).provision(Topics.spec(PARTITIONS, 1));
    }
  }

  void add(Event event) {
    var _ =
        producer.send(
            new ProducerRecord<>(
                Topics.of(event), Topics.key(event.key()), EventJson.encode(event)));
    producer.flush();
  }

  /// An account, in Redis too.
  void account(long id, String username, String displayName) {
    redis.account(id, username);
    Profile profile = new Profile(displayName, "", "", "", List.of(), false, false);
    add(new AccountUpdated(id, username, profile, Feed.TIME, Feed.TIME, null));
  }

  void follow(long follower, long followee) {
    add(new Followed(follower, followee, Feed.TIME, null));
  }

  /// A post that is in Kafka alone.
  PostPublished post(long id, long author, String text) {
    return post(id, author, content(text), Visibility.PUBLIC, null);
  }

  PostPublished post(
      long id, long author, PostContent content, Visibility visibility, @Nullable PostRef replyTo) {
    PostPublished post =
        new PostPublished(id, author, Feed.TIME, content, visibility, replyTo, null, null, null);
    add(post);
    return post;
  }

  void boost(long id, long author, PostRef of) {
    add(
        new PostPublished(
            id, author, Feed.TIME, PostContent.EMPTY, Visibility.PUBLIC, null, of, null, null));
  }

  static PostContent content(String text) {
    List<String> tags =
        Arrays.stream(text.split(" "))
            .filter(word -> word.startsWith("#"))
            .map(word -> word.substring(1))
            .toList();
    return new PostContent(text, null, List.of(), null, tags, List.of(), false, "");
  }

  @Override
  public void close() {
    producer.close();
    redis.close();
  }
}
