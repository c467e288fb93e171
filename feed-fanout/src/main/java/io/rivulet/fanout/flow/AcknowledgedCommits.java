package io.rivulet.fanout.flow;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/// Kafka clients for Streams whose producers flush Redis too, see [Acknowledgements].
public final class AcknowledgedCommits implements KafkaClientSupplier {
  private static final String SUFFIX = "-producer";

  private final Acknowledgements acknowledgements;

  public AcknowledgedCommits(Acknowledgements acknowledgements) {
    this.acknowledgements = acknowledgements;
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    String thread = thread(config);
    var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()) {
          @Override
          public void flush() {
            super.flush();
            acknowledgements.requireSent();
            acknowledgements.flushed();
            acknowledgements.awaitAll(this::send);
            if (acknowledgements.hasSent()) {
              super.flush();
              acknowledgements.requireSent();
            }
          }

          @Override
          public void close(Duration timeout) {
            acknowledgements.noSender(thread);
            super.close(timeout);
          }
        };
    acknowledgements.sender(thread, producer::send);
    return producer;
  }

  /// Streams names a thread's producer after the thread.
  private static String thread(Map<String, Object> config) {
    String client = String.valueOf(config.get(ProducerConfig.CLIENT_ID_CONFIG));
    if (!client.endsWith(SUFFIX)) {
      throw new IllegalStateException("expected a producer of a stream thread, found " + client);
    }
    return client.substring(0, client.length() - SUFFIX.length());
  }

  static void requireSent(Future<RecordMetadata> sent) {
    try {
      var _ = sent.get();
    } catch (ExecutionException e) {
      throw new KafkaException("What Redis has acknowledged could not be handed on", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
