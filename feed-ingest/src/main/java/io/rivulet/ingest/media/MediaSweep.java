package io.rivulet.ingest.media;

import io.dropwizard.lifecycle.Managed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes uploads that nothing shows, once an hour. Several processes may do it at once.
final class MediaSweep implements Managed {
  private static final Logger logger = LoggerFactory.getLogger(MediaSweep.class);

  private final MediaFolder folder;
  private final Duration unused;
  private final Clock clock;
  private final Counter deleted;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("media-sweep").factory());

  MediaSweep(MediaFolder folder, Duration unused, MeterRegistry meters, Clock clock) {
    this.folder = folder;
    this.unused = unused;
    this.clock = clock;
    this.deleted = meters.counter("rivulet.media.deleted");
  }

  @Override
  public void start() {
    var _ = timer.scheduleWithFixedDelay(this::sweep, 1, 60, TimeUnit.MINUTES);
  }

  /// Never throws: a timer forgets what does.
  private void sweep() {
    try {
      deleted.increment(folder.sweep(clock.instant().minus(unused)));
    } catch (IOException | RuntimeException e) {
      logger.warn("uploads that nothing shows could not all be deleted", e);
    }
  }

  @Override
  public void stop() {
    timer.shutdownNow();
  }
}
