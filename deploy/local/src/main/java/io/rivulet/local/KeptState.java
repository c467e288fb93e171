package io.rivulet.local;

import io.rivulet.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// What a worker that was taken away has left of its state, for when it comes back: kept for as
/// long as a [StateFolder] is to be trusted, and made anew from Kafka after that.
final class KeptState {
  private KeptState() {}

  /// Deletes state that nobody has touched for too long.
  ///
  /// @param state folder; it may be missing
  /// @return whether there was such state
  static boolean forgetIfOld(Path state, Instant now) {
    StateFolder folder = new StateFolder(state);
    try {
      if (!Files.exists(state)
          || folder.touched(_ -> true).plus(StateFolder.MOST_AWAY).isAfter(now)) {
        return false;
      }
      folder.delete();
      return true;
    } catch (IOException e) {
      throw new LocalException("%s cannot be removed: %s".formatted(state, e.getMessage()), e);
    }
  }
}
