package io.rivulet.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.event.AccountRef;
import io.rivulet.event.Draft;
import io.rivulet.event.EventJson;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.Submission;
import io.rivulet.event.SubmissionJson;
import io.rivulet.event.Visibility;
import io.rivulet.local.LocalTopics;
import io.rivulet.servers.TestServers;
import io.rivulet.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/// A verdict that never finds anything would be worth nothing.
final class KafkaVerdictIT {
  private static final long AUTHOR = 1_000_000_001L;
  private static final String KEPT = "mark-00000000-0000-0000-0000-000000000001";
  private static final String TWICE = "mark-00000000-0000-0000-0000-000000000002";
  private static final String LOST = "mark-00000000-0000-0000-0000-000000000003";

  @Test
  void whatIsLostAndWhatIsTwiceIsFound() {
    String kafka = TestServers.kafka();
    LocalTopics.provision(kafka, 2);
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (PostPublished post : List.of(post(11, KEPT), post(12, TWICE), post(13, TWICE))) {
        send(producer, Topics.POSTS, EventJson.encode(post));
        // The same record again is no second post.
        send(producer, Topics.POSTS, EventJson.encode(post));
      }
      send(
          producer,
          Topics.SUBMISSIONS,
          SubmissionJson.encode(
              new Submission.Post(
                  AccountRef.of(AUTHOR),
                  null,
                  Draft.ofText("nobody made a post of it"),
                  Visibility.PUBLIC,
                  null,
                  null)));
    }
    var verdict = KafkaVerdict.of(kafka, Map.of(11L, KEPT, 12L, TWICE, 14L, LOST));
    assertThat(verdict.problems())
        .hasSize(3)
        .anyMatch(line -> line.contains("post 14, " + LOST + ", was acknowledged and is not"))
        .anyMatch(line -> line.startsWith(TWICE + " was published under the ids"))
        .anyMatch(line -> line.contains("is neither a post nor a dead letter"));
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, String topic, byte[] value) {
    var _ = producer.send(new ProducerRecord<>(topic, Topics.key(AUTHOR), value));
  }

  private static PostPublished post(long id, String marker) {
    return new PostPublished(
        id,
        AUTHOR,
        Instant.parse("2026-01-01T00:00:00Z"),
        PostContent.ofText("Hello " + marker),
        Visibility.PUBLIC,
        null,
        null,
        null,
        null);
  }
}
