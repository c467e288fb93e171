package io.rivulet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/// What a worker that was taken away has left of its state, for when it comes back.
///
/// Kafka Streams brings stores up to date by what their changelogs have beyond the place that was
/// written down with them. Changelogs are compacted, and what was deleted is told there for 24
/// hours at least (`delete.retention.ms`): a store that was away for longer may miss that, and
/// would keep what is gone. So it is kept for half of that, and made anew from Kafka after that.
final class KeptState {
  static final Duration MOST_AWAY = Duration.ofHours(12);

  private KeptState() {}

  /// Deletes state that nobody has touched for too long.
  ///
  /// @param state folder; it may be missing
  /// @return whether there was such state
  static boolean forgetIfOld(Path state, Instant now) {
    try {
      if (!Files.exists(state) || touched(state).plus(MOST_AWAY).isAfter(now)) {
        return false;
      }
      try (Stream<Path> all = Files.walk(state)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
      return true;
    } catch (IOException e) {
      throw new LocalException("%s cannot be removed: %s".formatted(state, e.getMessage()), e);
    }
  }

  private static Instant touched(Path state) throws IOException {
    try (Stream<Path> all = Files.walk(state)) {
      return all.filter(Files::isRegularFile)
          .map(KeptState::modified)
          .max(Comparator.naturalOrder())
          .orElse(Instant.EPOCH);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Instant modified(Path file) {
    try {
      FileTime time = Files.getLastModifiedTime(file);
      return time.toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
