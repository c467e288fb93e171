package io.rivulet.reader;

import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.reader.index.Events;
import io.rivulet.servers.TestServers;
import io.rivulet.timeline.TimelineLimits;
import io.rivulet.topic.TopicProvisioner;
import io.rivulet.topic.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

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
    add(Events.account(id, username, displayName));
  }

  @Override
  public void close() {
    producer.close();
    redis.close();
  }
}
