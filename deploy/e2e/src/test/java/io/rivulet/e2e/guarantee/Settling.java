package io.rivulet.e2e.guarantee;

import io.rivulet.audit.log.FanoutProgress;
import io.rivulet.audit.log.TruthLog;
import io.rivulet.audit.run.AuditTarget;
import io.rivulet.topic.Topics;
import java.time.Duration;

/// Finds out by when the fan-out has done what was answered before.
final class Settling implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Recording recording;
  private final TruthLog log;
  private final FanoutProgress fanout;

  Settling(AuditTarget target, Recording recording) {
    this.recording = recording;
    this.log = new TruthLog(target.kafka());
    this.fanout = new FanoutProgress(target.kafka(), target.group(), PATIENCE, _ -> {});
  }

  /// Waits until all that was answered before this moment is done, and takes it down.
  void mark() {
    long seen = recording.now();
    fanout.await(log.ends());
    // What the plan has made of it is in the deliveries by now.
    fanout.await(log.endsOf(Topics.DELIVERIES));
    recording.add(new Mark(seen, recording.now()));
  }

  @Override
  public void close() {
    fanout.close();
    log.close();
  }
}
