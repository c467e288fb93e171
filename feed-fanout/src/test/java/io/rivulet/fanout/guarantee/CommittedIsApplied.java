package io.rivulet.fanout.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.fanout.delivery.DeliveryCodec;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.Redis;
import io.rivulet.timeline.AuthorTimeline;
import io.rivulet.timeline.HomeTimeline;
import io.rivulet.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// The guarantee: what is committed to Kafka is in Redis. Holds at any moment, under load too.
final class CommittedIsApplied {
  private final Redis redis;
  private final Map<TopicPartition, Long> committed;
  private final Map<Long, Optional<HomeTimeline>> homes = new HashMap<>();
  private final Map<Long, Optional<AuthorTimeline>> authors = new HashMap<>();

  private CommittedIsApplied(Feed feed) {
    redis = feed.redis();
    // Before anything is read from Redis: it may well have more.
    committed = feed.committed();
  }

  /// Verifies that every post before the committed place is in Redis with its author's timeline,
  /// and every delivery before it in the home timelines of its recipients.
  ///
  /// @param posts all that were published, or more than are committed
  static void verify(Feed feed, List<Published> posts) {
    CommittedIsApplied now = new CommittedIsApplied(feed);
    for (Published post : posts) {
      if (now.isCommitted(Topics.POSTS, post.partition(), post.offset())) {
        now.planned(post);
      }
    }
    for (ConsumerRecord<byte[], byte[]> record : feed.read(Topics.DELIVERIES)) {
      if (now.isCommitted(record.topic(), record.partition(), record.offset())) {
        DeliveryCodec.decode(record.value()).forEach(now::delivered);
      }
    }
  }

  private boolean isCommitted(String topic, int partition, long offset) {
    return offset < committed.getOrDefault(new TopicPartition(topic, partition), 0L);
  }

  private void planned(Published post) {
    Optional<AuthorTimeline> timeline =
        authors.computeIfAbsent(
            post.author(),
            author -> Optional.ofNullable(AuthorTimeline.decode(get(Keyspace.author(author)))));
    assertThat(timeline).as("author timeline of %s", post).isPresent();
    assertThat(timeline.get().ids().contains(post.id()))
        .as("author timeline has %s", post)
        .isTrue();
    assertThat(get(Keyspace.post(post.id()))).as("body of %s", post).isNotNull();
  }

  private void delivered(Delivery delivery) {
    if (delivery instanceof Delivery.Entry(long id, var recipients)) {
      recipients.forEach(
          (_, viewer) -> {
            Optional<HomeTimeline> home =
                homes.computeIfAbsent(
                    viewer,
                    absent -> Optional.ofNullable(HomeTimeline.decode(get(Keyspace.home(absent)))));
            assertThat(home.isEmpty() || home.get().ids().contains(id))
                .as("home timeline of %d has %d", viewer, id)
                .isTrue();
          });
    }
  }

  private byte[] get(byte[] key) {
    return redis.await(redis.commands().get(key));
  }
}
