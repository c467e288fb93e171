package io.rivulet.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The state of a worker, which may be away while others go on.
///
/// Kafka Streams brings stores up to date by what their changelogs have beyond the place that was
/// written down with them. Changelogs are compacted, and what was deleted is told there for 24
/// hours at least (`delete.retention.ms`): a store that was away for longer may miss that, and
/// would keep what is gone. So it is to be trusted for half of that.
///
/// @param path may be missing
public record StateFolder(Path path) {
  /// How long it may have been left alone.
  public static final Duration MOST_AWAY = Duration.ofHours(12);

  /// When the newest of its files was changed; long ago if there is none.
  ///
  /// @param counts which files do
  public Instant touched(Predicate<Path> counts) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(Files::isRegularFile)
          .filter(counts)
          .map(StateFolder::modified)
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

  /// Deletes it with all that it holds.
  public void delete() throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
