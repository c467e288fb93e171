package io.rivulet.ingest.publish;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.overload.Breaker;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import io.rivulet.topic.Layout;
import io.rivulet.topic.LayoutWatch;
import io.rivulet.trace.Tracing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes an event and waits until all replicas in sync have it.
///
/// The wait is bounded: Kafka away, slow or its buffer full is answered within
/// [PublishSettings#acknowledgement()] plus [PublishSettings#room()] with `UNAVAILABLE`. An event
/// whose wait ended so may be stored all the same, since a batch under way cannot be called back:
/// whoever tries again must use the same id.
public final class Publisher implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Publisher.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Producer<byte[], byte[]> producer;
  private final PublishSettings settings;
  private final MeterRegistry meters;
  private final LayoutWatch layouts;
  private final Breaker breaker;

  /// @param layouts nothing is published while partitions are added
  public Publisher(
      KafkaSettings kafka, PublishSettings settings, MeterRegistry meters, LayoutWatch layouts) {
    this.layouts = layouts;
    this.producer = new KafkaProducer<>(kafka.client(configuration(settings)));
    this.settings = settings;
    this.meters = meters;
    this.breaker = new Breaker("kafka", meters);
    meters.gauge("rivulet.publish.held", layouts, watch -> watch.settled() == null ? 1 : 0);
  }

  /// Whether whoever publishes is waited with: false while Kafka has not acknowledged lately.
  public boolean isTrying() {
    return breaker.isClosed();
  }

  private static Map<String, Object> configuration(PublishSettings settings) {
    int acknowledgement = (int) settings.acknowledgement().toMillis();
    return Map.ofEntries(
        Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "feed-ingest-http"),
        Map.entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
        Map.entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
        Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
        Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
        Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
        Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, settings.bufferBytes()),
        Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, settings.room().toMillis()),
        Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, acknowledgement),
        Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, acknowledgement * 3 / 4)),
        Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500),
        Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"));
  }

  /// Publishes an event.
  ///
  /// @throws ApiException `UNAVAILABLE` if Kafka did not acknowledge in time
  public Acknowledged publish(Event event) {
    return send(event).await();
  }

  /// Publishes events that nobody needs to know the places of, all under way at once.
  ///
  /// @throws ApiException `UNAVAILABLE` if Kafka did not acknowledge all of them in time; some may
  ///   be stored
  public void publishAll(List<? extends Event> events) {
    events.stream().map(this::send).toList().forEach(Sent::await);
  }

  /// While Kafka does not acknowledge, nothing is sent that would wait for it in memory, but a few
  /// that find out.
  private Sent send(Event event) {
    Layout layout = layouts.settled();
    if (layout == null || !breaker.tryCall()) {
      throw ApiException.unavailable(RETRY_AFTER);
    }
    try {
      return begun(event, layout);
    } catch (RuntimeException e) {
      breaker.unknown();
      throw e;
    }
  }

  private Sent begun(Event event, Layout layout) {
    Span span = Tracing.part("publish", SpanKind.PRODUCER);
    Timer.Sample sample = Timer.start(meters);
    return new Sent(event, span, sample, producer.send(EventRecord.of(event, span, layout)));
  }

  /// An event under way.
  private final class Sent {
    private final Event event;
    private final Span span;
    private final Timer.Sample sample;
    private final Future<RecordMetadata> future;

    private Sent(Event event, Span span, Timer.Sample sample, Future<RecordMetadata> future) {
      this.event = event;
      this.span = span;
      this.sample = sample;
      this.future = future;
    }

    private Acknowledged await() {
      String outcome = "acknowledged";
      try {
        RecordMetadata stored = Publisher.this.await(future);
        return new Acknowledged(stored.partition(), stored.offset());
      } catch (ApiException e) {
        outcome = e.error() == ApiError.UNAVAILABLE ? "unavailable" : "refused";
        span.setStatus(StatusCode.ERROR, outcome);
        throw e;
      } finally {
        span.end();
        sample.stop(
            Timer.builder("rivulet.publish")
                .publishPercentiles(0.5, 0.99)
                .tag("event", EventJson.type(event))
                .tag("outcome", outcome)
                .register(meters));
      }
    }
  }

  private RecordMetadata await(Future<RecordMetadata> acknowledged) {
    // The producer gives up by itself a little earlier and then says why.
    long bound = settings.acknowledgement().plus(settings.room()).toMillis();
    try {
      RecordMetadata stored = acknowledged.get(bound, TimeUnit.MILLISECONDS);
      breaker.answered();
      return stored;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RecordTooLargeException) {
        breaker.unknown();
        throw ApiException.of(ApiError.TOO_LARGE);
      }
      breaker.failed(e);
      logger.warn("Kafka did not acknowledge: {}", String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      breaker.failed(e);
      logger.warn("Kafka did not acknowledge within {} ms", bound);
    } catch (InterruptedException e) {
      breaker.unknown();
      Thread.currentThread().interrupt();
    }
    throw ApiException.unavailable(RETRY_AFTER);
  }

  /// Waits a moment for what is under way, then stops.
  @Override
  public void close() {
    producer.close(settings.acknowledgement());
  }
}
