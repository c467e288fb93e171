package io.rivulet.reader.operations;

import io.rivulet.vitals.Scrape;
import io.rivulet.vitals.Scraper;
import io.rivulet.vitals.Targets;
import io.rivulet.vitals.Vitals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at all services when somebody asks, once a second at most, however many ask; and every ten
/// seconds though nobody does, so that there is a past to show.
final class Looks implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Looks.class);
  private static final long LEAST_NANOS = 1_000_000_000;

  /// What was seen so long ago is no rate of this moment.
  private static final long MOST_NANOS = 30 * LEAST_NANOS;

  private final Scraper scraper;
  private final Clocks clocks;
  private final Past past = new Past();
  private final FaultLog faults = new FaultLog();
  private final ScheduledExecutorService background =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("operations-look").factory());
  private @Nullable Look before;
  private @Nullable Told told;

  private record Look(List<Scrape> scrapes, long at) {}

  /// What time it is.
  ///
  /// @param nanos as [System#nanoTime]
  /// @param millis as [System#currentTimeMillis]
  record Clocks(LongSupplier nanos, LongSupplier millis) {}

  /// What was before now.
  ///
  /// @param points oldest first
  /// @param faults newest first
  record History(List<Past.Point> points, List<FaultLog.Lasting> faults) {}

  Looks(Path targets, @Nullable Path tokenFile, Clocks clocks) {
    this.scraper = new Scraper(() -> admin(targets), () -> token(tokenFile));
    this.clocks = clocks;
  }

  private static Map<String, URI> admin(Path targets) {
    return Targets.read(targets);
  }

  private static @Nullable String token(@Nullable Path file) {
    try {
      return file == null ? null : Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(file), e);
    }
  }

  /// Goes on looking until it is closed. Not at once: services start together, and one that is not
  /// there yet is no fault.
  void begin(Duration every) {
    var _ =
        background.scheduleWithFixedDelay(
            this::lookAside, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void lookAside() {
    try {
      var _ = now();
    } catch (RuntimeException e) {
      // Whoever opens the page is told.
      logger.debug("services cannot be looked at", e);
    }
  }

  /// What is seen now. The very first look has nothing to compare with, so it has no rates.
  ///
  /// @throws IllegalArgumentException if the file of targets cannot be used
  synchronized Told now() {
    long at = clocks.nanos.getAsLong();
    Look last = before;
    Told seen = told;
    if (seen != null && last != null && at - last.at < LEAST_NANOS) {
      return seen;
    }
    List<Scrape> scrapes = scraper.scrape();
    // As of its end: a look may take seconds, and whoever waited for it need not look again.
    Look look = new Look(scrapes, clocks.nanos.getAsLong());
    Look earlier = last == null || at - last.at > MOST_NANOS ? look : last;
    double seconds = Math.max(1, (look.at - earlier.at) / 1e9);
    long millis = clocks.millis.getAsLong();
    Told fresh = Told.of(Vitals.of(earlier.scrapes, look.scrapes, seconds), millis);
    before = look;
    told = fresh;
    past.take(scrapes, look.at, millis, fresh.oldest());
    faults.take(fresh.faults(), millis);
    return fresh;
  }

  /// Of this process' lifetime.
  synchronized History history() {
    return new History(past.points(), faults.newest());
  }

  @Override
  public void close() {
    background.shutdownNow();
    scraper.close();
  }
}
