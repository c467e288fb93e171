package io.rivulet.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.event.AccountRef;
import io.rivulet.event.Draft;
import io.rivulet.event.Submission;
import io.rivulet.event.SubmissionJson;
import io.rivulet.event.Visibility;
import io.rivulet.id.Ids;
import io.rivulet.servers.TestServers;
import io.rivulet.topic.TopicProvisioner;
import io.rivulet.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FeedPublisherIT {

  @BeforeAll
  static void provision() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
      new TopicProvisioner(admin, Duration.ofSeconds(20)).provision(Topics.spec(8, 1));
    }
  }

  @Test
  void aSubmissionLiesWhereItsPositionSays() {
    Position position;
    try (FeedPublisher feed = FeedPublisher.connect(TestServers.kafka())) {
      // A producer's clock cannot be trusted: the record has the broker's time all the same.
      position =
          feed.post("@ann").text("Hello").createdAt(Instant.EPOCH.plusSeconds(1)).publish().join();
    }
    ConsumerRecord<byte[], byte[]> record = read(position);
    assertThat(record.key()).isEqualTo("@ann".getBytes(UTF_8));
    assertThat(SubmissionJson.decode(record.value()))
        .isEqualTo(
            new Submission.Post(
                AccountRef.named("ann"),
                null,
                Draft.ofText("Hello"),
                Visibility.PUBLIC,
                null,
                Instant.EPOCH.plusSeconds(1)));
    assertThat(position.id())
        .isEqualTo(
            Ids.ofSubmission(
                record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp())));
  }

  private static ConsumerRecord<byte[], byte[]> read(Position position) {
    TopicPartition partition = new TopicPartition(Topics.SUBMISSIONS, position.partition());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", TestServers.kafka()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, position.offset());
      return consumer.poll(Duration.ofSeconds(20)).records(partition).getFirst();
    }
  }

  @Test
  void aClusterThatIsAwayFailsTheFutureInTime() {
    try (FeedPublisher feed =
        FeedPublisher.connect(Map.of("bootstrap.servers", "127.0.0.1:1", "max.block.ms", 300))) {
      CompletableFuture<Position> future = feed.follow("1", "2");
      assertThatThrownBy(future::join).hasCauseInstanceOf(TimeoutException.class);
    }
  }
}
