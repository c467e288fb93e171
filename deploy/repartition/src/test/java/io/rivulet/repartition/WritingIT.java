package io.rivulet.repartition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.kafka.KafkaSettings;
import io.rivulet.servers.TestServers;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WritingIT {
  private final KafkaSettings kafka = KafkaSettings.of(TestServers.kafka());
  private final Cluster cluster = new Cluster(kafka);

  @AfterEach
  void close() {
    cluster.close();
  }

  private TopicPartition topic(Map<String, String> settings) throws Exception {
    String name = "writing-" + UUID.randomUUID();
    try (Admin admin = Admin.create(kafka.client())) {
      var _ =
          admin
              .createTopics(List.of(new NewTopic(name, 1, (short) 1).configs(settings)))
              .all()
              .get();
    }
    return new TopicPartition(name, 0);
  }

  private static ProducerRecord<byte[], byte[]> record(TopicPartition to, int bytes) {
    return new ProducerRecord<>(to.topic(), to.partition(), null, new byte[bytes]);
  }

  @Test
  void afterARecordThatLiesElsewhereNothingIsWritten() throws Exception {
    TopicPartition to = topic(Map.of());
    try (Writing writing = new Writing(kafka, to);
        Writing other = new Writing(kafka, to)) {
      writing.append(0, record(to, 1));
      writing.finish();
      other.append(Writing.ANY, record(to, 1));
      other.finish();
      writing.append(1, record(to, 1));
      assertThatThrownBy(writing::finish)
          .isInstanceOf(RepartitionException.class)
          .hasMessageContaining("offset 2 and belongs to 1");
      assertThatThrownBy(() -> writing.append(2, record(to, 1)))
          .isInstanceOf(RepartitionException.class);
    }
    assertThat(cluster.end(to)).isEqualTo(3);
  }

  @Test
  void nothingTakesThePlaceOfARecordThatIsRefused() throws Exception {
    TopicPartition to = topic(Map.of("max.message.bytes", "700000"));
    byte[] noise = new byte[800_000];
    new Random(3).nextBytes(noise);
    try (Writing writing = new Writing(kafka, to)) {
      writing.append(0, record(to, 1));
      writing.append(1, record(to, 600_000));
      assertThatThrownBy(() -> writing.append(2, new ProducerRecord<>(to.topic(), 0, null, noise)))
          .isInstanceOf(RepartitionException.class)
          .hasMessageContaining("did not take");
      assertThatThrownBy(() -> writing.append(3, record(to, 1)))
          .isInstanceOf(RepartitionException.class);
    }
    assertThat(cluster.end(to)).isEqualTo(2);
  }
}
