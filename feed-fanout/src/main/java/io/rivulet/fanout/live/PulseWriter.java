package io.rivulet.fanout.live;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.pulse.Pulse;
import io.rivulet.redis.Redis;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes once a second how much flows through this worker.
public final class PulseWriter implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(PulseWriter.class);
  private static final Duration KEPT = Duration.ofSeconds(30);

  private final Redis redis;
  private final Clock clock;
  private final Counts counts;
  private final byte[] worker =
      ByteBuffer.allocate(Long.BYTES).putLong(ThreadLocalRandom.current().nextLong()).array();
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(
          beat -> {
            Thread thread = new Thread(beat, "pulse");
            thread.setDaemon(true);
            return thread;
          });
  private Sample before;

  /// What has flowed through since the worker began.
  ///
  /// @param posts events of posts
  /// @param deliveries entries written
  /// @param ages how often an age was measured
  /// @param ageMillis their sum
  public record Sample(double posts, double deliveries, long ages, double ageMillis) {}

  /// Tells what has flowed through by now.
  @FunctionalInterface
  public interface Counts {
    Sample now();
  }

  public PulseWriter(Redis redis, Clock clock, Counts counts) {
    this.redis = redis;
    this.clock = clock;
    this.counts = counts;
    this.before = counts.now();
  }

  /// Begins to write.
  public void start() {
    var _ = beats.scheduleAtFixedRate(this::beat, 1, 1, TimeUnit.SECONDS);
  }

  private void beat() {
    try {
      write(counts.now());
    } catch (RuntimeException e) {
      // Nobody sees it then; and a beat that fails would be the last one.
      logger.debug("pulse not written: {}", e.getMessage());
    }
  }

  private void write(Sample now) {
    long ages = now.ages() - before.ages();
    double age = ages == 0 ? 0 : (now.ageMillis() - before.ageMillis()) / ages;
    Pulse pulse =
        new Pulse(
            clock.millis(),
            now.posts() - before.posts(),
            now.deliveries() - before.deliveries(),
            ages,
            age);
    before = now;
    var _ = redis.commands().hset(Keyspace.pulse(), worker, pulse.encode());
    var _ = redis.commands().pexpire(Keyspace.pulse(), KEPT.toMillis());
  }

  @Override
  public void close() {
    beats.shutdownNow();
    try {
      var _ = redis.commands().hdel(Keyspace.pulse(), worker);
    } catch (RuntimeException e) {
      logger.debug("pulse not taken back: {}", e.getMessage());
    }
  }
}
