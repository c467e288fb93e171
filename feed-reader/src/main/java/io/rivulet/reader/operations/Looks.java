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
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Looks at all services when somebody asks, once a second at most, however many ask.
final class Looks implements AutoCloseable {
  private static final long LEAST_NANOS = 1_000_000_000;

  /// What was seen so long ago is no rate of this moment.
  private static final long MOST_NANOS = 10 * LEAST_NANOS;

  private final Scraper scraper;
  private final LongSupplier nanos;
  private @Nullable Look before;
  private @Nullable Told told;

  private record Look(List<Scrape> scrapes, long at) {}

  Looks(Path targets, @Nullable Path tokenFile, LongSupplier nanos) {
    this.scraper = new Scraper(() -> admin(targets), () -> token(tokenFile));
    this.nanos = nanos;
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

  /// What is seen now. Whoever asks first has nothing to compare with, so his first answer has no
  /// rates.
  ///
  /// @throws IllegalArgumentException if the file of targets cannot be used
  synchronized Told now() {
    long at = nanos.getAsLong();
    Look last = before;
    Told seen = told;
    if (seen != null && last != null && at - last.at < LEAST_NANOS) {
      return seen;
    }
    List<Scrape> scrapes = scraper.scrape();
    // As of its end: a look may take seconds, and whoever waited for it need not look again.
    Look look = new Look(scrapes, nanos.getAsLong());
    Look earlier = last == null || at - last.at > MOST_NANOS ? look : last;
    double seconds = Math.max(1, (look.at - earlier.at) / 1e9);
    Told fresh = Told.of(Vitals.of(earlier.scrapes, look.scrapes, seconds));
    before = look;
    told = fresh;
    return fresh;
  }

  @Override
  public void close() {
    scraper.close();
  }
}
