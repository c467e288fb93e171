package io.rivulet.ingest.submission;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.rivulet.deadletter.DeadLetter;
import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.redis.UnavailableException;
import io.rivulet.topic.Layout;
import io.rivulet.topic.LayoutWatch;
import io.rivulet.trace.TraceHeader;
import io.rivulet.trace.Tracing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.record.TimestampType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works on submissions, batch by batch: receive, translate, send in order, wait for the
/// acknowledgements, commit. One thread, with a consumer and a producer of its own.
///
/// Poison goes to the dead letters and the loop goes on. Redis, or who has a post that is not
/// there, away: the loop waits at the record it has, without leaving the group; so it does, for
/// some seconds, at one that needs what the fan-out has not written yet, and while partitions are
/// added. Anything else ends it, which the health check tells.
final class SubmissionLoop implements Runnable {
  static final String SERVICE = "feed-ingest";

  private static final Logger logger = LoggerFactory.getLogger(SubmissionLoop.class);

  private final SubmissionConsumer consumer;
  private final SubmissionProducer producer;
  private final Translator translator;
  private final LayoutWatch layouts;
  private final Duration patience;
  private final MeterRegistry meters;
  private final Tracing tracing;
  private volatile boolean stopping;
  private volatile boolean running = true;

  /// @param patience how long a record waits for the fan-out to write what it refers to
  SubmissionLoop(
      SubmissionConsumer consumer,
      SubmissionProducer producer,
      Translator translator,
      LayoutWatch layouts,
      Duration patience,
      MeterRegistry meters,
      Tracing tracing) {
    this.consumer = consumer;
    this.producer = producer;
    this.translator = translator;
    this.layouts = layouts;
    this.patience = patience;
    this.meters = meters;
    this.tracing = tracing;
  }

  /// False once it ended, whether asked to or not.
  boolean running() {
    return running;
  }

  void stop() {
    stopping = true;
    consumer.wakeUp();
  }

  @Override
  public void run() {
    try (consumer;
        producer) {
      while (!stopping) {
        work(consumer.receive());
      }
    } catch (WakeupException e) {
      logger.debug("asked to stop");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | ExecutionException e) {
      logger.error("submissions are not worked on any more: restart when the cause is gone", e);
    } finally {
      running = false;
    }
  }

  /// What was acknowledged may have got through only after partitions were added, to where it does
  /// not belong any more. Then all of it is sent again: what is there already means nothing twice.
  private void work(List<ConsumerRecord<byte[], byte[]>> received)
      throws InterruptedException, ExecutionException {
    Layout layout = settled();
    Map<TopicPartition, OffsetAndMetadata> done = sent(received);
    for (Layout after = settled(); !after.equals(layout); after = settled()) {
      logger.warn("partitions were added: the last submissions are worked on once more");
      layout = after;
      done = sent(received);
    }
    done.keySet().removeIf(partition -> !consumer.owns(partition));
    if (!done.isEmpty()) {
      consumer.commit(done);
    }
  }

  /// Sends what becomes of submissions, and returns when all replicas have it.
  private Map<TopicPartition, OffsetAndMetadata> sent(List<ConsumerRecord<byte[], byte[]>> received)
      throws InterruptedException, ExecutionException {
    List<Future<RecordMetadata>> sent = new ArrayList<>(received.size());
    Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : received) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      if (consumer.owns(partition)) {
        sent.addAll(traced(record));
        done.put(partition, new OffsetAndMetadata(record.offset() + 1));
      }
    }
    for (Future<RecordMetadata> acknowledged : sent) {
      await(acknowledged);
    }
    return done;
  }

  /// A submission's trace begins, or the producer's goes on, as a request's does.
  private List<Future<RecordMetadata>> traced(ConsumerRecord<byte[], byte[]> record) {
    if (!tracing.draws()) {
      return send(record);
    }
    String parent = TraceHeader.of(record.headers());
    Span span = tracing.begin("submission", SpanKind.CONSUMER, parent);
    try (var _ = tracing.enter(span)) {
      return send(record);
    } finally {
      span.end();
    }
  }

  private List<Future<RecordMetadata>> send(ConsumerRecord<byte[], byte[]> record) {
    requireBrokerTime(record);
    long started = System.nanoTime();
    while (true) {
      try {
        Layout layout = settled();
        return translator.translate(record).stream().map(event -> send(event, layout)).toList();
      } catch (NotYetKnownException e) {
        if (System.nanoTime() - started > patience.toNanos()) {
          return List.of(reject(record, e));
        }
        consumer.pass();
      } catch (RejectedException e) {
        return List.of(reject(record, e));
      } catch (UnavailableException e) {
        meters.counter("rivulet.submissions.waits").increment();
        logger.warn("waits: {}", e.getMessage());
        Span.current().addEvent("waits");
        consumer.pass();
      }
    }
  }

  /// Waits while partitions are added.
  private Layout settled() {
    Layout layout = layouts.settled();
    while (layout == null) {
      consumer.pass();
      layout = layouts.settled();
    }
    return layout;
  }

  private Future<RecordMetadata> send(Event event, Layout layout) {
    meters.counter("rivulet.submissions", "event", EventJson.type(event)).increment();
    return producer.send(event, layout);
  }

  private Future<RecordMetadata> reject(
      ConsumerRecord<byte[], byte[]> record, RejectedException rejected) {
    String reason = rejected.reason().text();
    String detail = String.valueOf(rejected.getMessage());
    meters.counter("rivulet.dead.letters", "reason", reason).increment();
    logger.info(
        "dead letter: {} at {}-{}: {}", reason, record.partition(), record.offset(), detail);
    return producer.send(DeadLetter.of(record, reason, detail, SERVICE));
  }

  /// Ids are made of the record's time, so it must not be the producer's.
  private static void requireBrokerTime(ConsumerRecord<byte[], byte[]> record) {
    if (record.timestampType() != TimestampType.LOG_APPEND_TIME) {
      throw new IllegalStateException(
          "set message.timestamp.type=LogAppendTime on " + record.topic());
    }
  }

  private void await(Future<RecordMetadata> acknowledged)
      throws InterruptedException, ExecutionException {
    while (true) {
      try {
        acknowledged.get(1, TimeUnit.SECONDS);
        return;
      } catch (TimeoutException e) {
        logger.warn("waits for Kafka to acknowledge");
        consumer.pass();
      }
    }
  }
}
