package io.rivulet.fanout;

import io.rivulet.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// State that a worker finds of an earlier run of it.
///
/// When partitions are added, what moved is taken out of stores by deletes. A store that was away
/// when they were told of would keep relations of accounts that are another task's by now, and
/// write them again should Redis lose its data. So state of another number of partitions is brought
/// up to date for as long as a [StateFolder] is to be trusted, and made anew from Kafka after it.
///
/// Kafka's own setting (`state.cleanup.dir.max.age.ms`) goes by when folders were changed, which
/// those of tasks are not while they are at work (KAFKA-20805).
final class LeftState {
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
      StateFolder folder = new StateFolder(state);
      if (Files.exists(noted)
          && folder
              .touched(file -> !file.equals(noted))
              .plus(StateFolder.MOST_AWAY)
              .isBefore(now)) {
        log.warn(
            "{} is of another number of partitions and older than {}: made anew",
            state,
            StateFolder.MOST_AWAY);
        folder.delete();
      }
      Files.createDirectories(state);
      Files.writeString(noted, number);
    } catch (IOException e) {
      throw new IllegalStateException("%s cannot be kept: %s".formatted(state, e.getMessage()), e);
    }
  }
}
