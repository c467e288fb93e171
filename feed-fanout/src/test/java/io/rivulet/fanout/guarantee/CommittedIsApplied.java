package io.rivulet.fanout.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.fanout.delivery.DeliveryCodec;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.Redis;
import io.rivulet.timeline.AuthorTimeline;
import io.rivulet.timeline.HomeTimeline;
import io.rivulet.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// The guarantee: what is committed to Kafka is in Redis. Holds at any moment, under load too.
final class CommittedIsApplied {
  private CommittedIsApplied() {}

  /// Verifies that every post before the committed place is in Redis with its author's timeline,
  /// and every delivery before it in the home timelines of its recipients.
  ///
  /// @param posts all that were published, or more than are committed
  static void verify(Feed feed, List<Published> posts) {
    Map<TopicPartition, Long> committed = feed.committed();
    for (Published post : posts) {
      Long place = committed.get(new TopicPartition(Topics.POSTS, post.partition()));
      if (place != null && post.offset() < place) {
        planned(feed.redis(), post);
      }
    }
    for (ConsumerRecord<byte[], byte[]> record : feed.read(Topics.DELIVERIES)) {
      Long place = committed.get(new TopicPartition(record.topic(), record.partition()));
      if (place != null && record.offset() < place) {
        delivered(feed.redis(), DeliveryCodec.decode(record.value()));
      }
    }
  }

  private static void planned(Redis redis, Published post) {
    AuthorTimeline timeline =
        AuthorTimeline.decode(redis.await(redis.commands().get(Keyspace.author(post.author()))));
    assertThat(timeline).as("author timeline of %s", post).isNotNull();
    assertThat(Objects.requireNonNull(timeline).ids().contains(post.id()))
        .as("author timeline has %s", post)
        .isTrue();
    assertThat(redis.await(redis.commands().exists(Keyspace.post(post.id()))))
        .as("body of %s", post)
        .isEqualTo(1);
  }

  private static void delivered(Redis redis, Delivery delivery) {
    if (delivery instanceof Delivery.Entry(long id, var recipients)) {
      recipients.forEach(
          (_, viewer) -> {
            HomeTimeline home =
                HomeTimeline.decode(redis.await(redis.commands().get(Keyspace.home(viewer))));
            if (home != null) {
              assertThat(home.ids().contains(id))
                  .as("home timeline of %d has %d", viewer, id)
                  .isTrue();
            }
          });
    }
  }
}
