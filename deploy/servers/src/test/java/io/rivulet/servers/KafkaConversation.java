package io.rivulet.servers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Creates topics, sends and reads a few records.
final class KafkaConversation {
  private final Map<String, Object> connection;

  KafkaConversation(String bootstrapServers) {
    connection = Map.of("bootstrap.servers", bootstrapServers);
  }

  Admin admin() {
    return Admin.create(connection);
  }

  void createTopic(String name) throws ExecutionException, InterruptedException {
    try (var admin = admin()) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
    }
  }

  void send(String topic, String value) throws ExecutionException, InterruptedException {
    try (var producer =
        new KafkaProducer<>(connection, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, value)).get();
    }
  }

  /// Reads as a member of a group with the given protocol until `count` values have come or a
  /// minute has gone.
  List<String> read(String topic, int count, Map<String, Object> more) {
    var settings = new HashMap<>(connection);
    settings.put("group.id", "readers-" + System.nanoTime());
    settings.put("auto.offset.reset", "earliest");
    settings.putAll(more);
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    var values = new ArrayList<String>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      while (values.size() < count && System.nanoTime() < deadline) {
        for (ConsumerRecord<String, String> received : consumer.poll(Duration.ofMillis(100))) {
          values.add(received.value());
        }
      }
    }
    return values;
  }
}
