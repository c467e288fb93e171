package io.rivulet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The room on the disk of a data folder.
final class FreeSpace {
  /// A run with its seed takes some 150 MB; Kafka writes segments and indexes ahead.
  private static final long NEEDED_MB = 512;

  /// Below this a server that died most likely died of it.
  private static final long EXHAUSTED_MB = 32;

  private FreeSpace() {}

  /// Fails early where there is too little room to begin.
  ///
  /// @throws LocalException if there is
  static void require(Path data) {
    long free = megabytes(data);
    if (free < NEEDED_MB) {
      throw new LocalException(
          "Disk almost full: %d MB free for %s, %d MB needed: free some or choose another folder with --data DIR"
              .formatted(free, data, NEEDED_MB));
    }
  }

  /// What to say of servers that died: that the disk is full, if it is, or else `otherwise`.
  static String explain(Path data, String otherwise) {
    return megabytes(data) < EXHAUSTED_MB
        ? "Disk full: %s cannot be written to: free some space and start again".formatted(data)
        : otherwise;
  }

  private static long megabytes(Path data) {
    try {
      return Files.getFileStore(data).getUsableSpace() >> 20;
    } catch (IOException e) {
      throw new UncheckedIOException("free space of %s cannot be read".formatted(data), e);
    }
  }
}
