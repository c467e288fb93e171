package io.rivulet.audit.run;

import io.rivulet.audit.AuditException;
import io.rivulet.audit.judge.Stretch;
import io.rivulet.audit.log.FanoutProgress;
import io.rivulet.audit.log.LogRecord;
import io.rivulet.audit.log.TruthLog;
import io.rivulet.audit.model.ReferenceModel;
import io.rivulet.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// The model, kept in step with Kafka, and the fan-out, waited for.
final class Truth implements AutoCloseable {
  private static final int SAY_EVERY = 100_000;

  private final ReferenceModel model = new ReferenceModel();
  private final TruthLog log;
  private final FanoutProgress fanout;
  private final Duration staleness;
  private final Consumer<String> progress;

  Truth(AuditTarget target, AuditSettings settings, Consumer<String> progress) {
    try {
      this.log = new TruthLog(target.kafka());
    } catch (KafkaException e) {
      throw new AuditException("Kafka at " + target.kafka().servers() + ": " + e.getMessage(), e);
    }
    this.fanout = new FanoutProgress(target.kafka(), target.group(), settings.patience(), progress);
    this.staleness = settings.staleness();
    this.progress = progress;
  }

  ReferenceModel model() {
    return model;
  }

  /// Brings the model to where the topics end now.
  Map<TopicPartition, Long> readToTheEnd() {
    Map<TopicPartition, Long> ends = log.ends();
    log.readTo(ends, this::apply);
    return ends;
  }

  private void apply(LogRecord record) {
    model.apply(record.at(), record.event());
    if (log.records() % SAY_EVERY == 0) {
      progress.accept(log.records() + " records read");
    }
  }

  /// As [#readToTheEnd], and waits until whoever reads is served at least that state.
  void settle() {
    Map<TopicPartition, Long> ends = readToTheEnd();
    fanout.await(ends);
    // What the plan has made of these records is in the deliveries by now.
    fanout.await(log.endsOf(Topics.DELIVERIES));
    try {
      Thread.sleep(staleness);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuditException("interrupted", e);
    }
  }

  /// The stretch from the model's state to where the topics end now.
  Stretch stretch(Collection<Long> accounts, long begin, long end) {
    Map<TopicPartition, Long> ends = log.ends();
    Stretch stretch = new Stretch(model, accounts, begin, end);
    log.collect(ends).forEach(record -> stretch.apply(record.at(), record.event()));
    return stretch;
  }

  long records() {
    return log.records();
  }

  long poison() {
    return log.poison();
  }

  @Override
  public void close() {
    log.close();
    fanout.close();
  }
}
