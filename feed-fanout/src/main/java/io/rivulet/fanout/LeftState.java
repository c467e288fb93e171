package io.rivulet.fanout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// State that a worker finds of an earlier run of it.
///
/// Kafka Streams brings stores up to date by what their changelogs have beyond the place that was
/// written down with them. When partitions are added, what moved is taken out by deletes, which
/// compacted changelogs forget after 24 hours at the earliest (`delete.retention.ms`): a store that
/// was away for longer would keep relations of accounts that are another task's by now, and write
/// them again should Redis lose its data. So state of another number of partitions is brought up to
/// date within half of that, and made anew from Kafka after it.
///
/// Kafka's own setting (`state.cleanup.dir.max.age.ms`) goes by when folders were changed, which
/// those of tasks are not while they are at work (KAFKA-20805).
final class LeftState {
  static final Duration MOST_AWAY = Duration.ofHours(12);

  private static final Logger log = LoggerFactory.getLogger(LeftState.class);

  /// Beside the folders of tasks, whose names are numbers.
  private static final String PARTITIONS = "partitions";

  private LeftState() {}

  /// Deletes what may miss deletes, and notes how many partitions all that is left is of.
  ///
  /// @param state of the job; it may be missing
  /// @throws IllegalStateException if that is not possible
  static void forgetIfOutdated(Path state, int partitions, Instant now) {
    Path noted = state.resolve(PARTITIONS);
    String number = Integer.toString(partitions);
    try {
      if (Files.exists(noted) && Files.readString(noted).strip().equals(number)) {
        return;
      }
      if (Files.exists(noted) && touched(state, noted).plus(MOST_AWAY).isBefore(now)) {
        log.warn(
            "{} is of another number of partitions and older than {}: made anew", state, MOST_AWAY);
        delete(state);
      }
      Files.createDirectories(state);
      Files.writeString(noted, number);
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalStateException("%s cannot be kept: %s".formatted(state, e.getMessage()), e);
    }
  }

  /// When the newest of its files was changed.
  private static Instant touched(Path state, Path noted) throws IOException {
    try (Stream<Path> all = Files.walk(state)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.equals(noted))
          .map(LeftState::modified)
          .max(Comparator.naturalOrder())
          .orElse(Instant.EPOCH);
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

  private static void delete(Path state) throws IOException {
    try (Stream<Path> all = Files.walk(state)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
