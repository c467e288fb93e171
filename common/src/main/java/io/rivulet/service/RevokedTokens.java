package io.rivulet.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tokens that were taken back before they expire, in a file: a line for each, its id and the
/// second of its expiry. The issuer appends to it, services look once a second whether it has
/// grown.
///
/// This suits an issuer on the same machine. An issuer elsewhere takes tokens back by letting them
/// live for minutes only.
public final class RevokedTokens {
  private static final Logger logger = LoggerFactory.getLogger(RevokedTokens.class);
  private static final long LOOK_MILLIS = 1_000;
  private static final long SLACK_SECONDS = 3_600;

  private final Path file;
  private final Clock clock;
  private final AtomicLong lookedAt;
  private volatile long size = -1;
  private volatile Set<String> ids = Set.of();

  /// Reads the file; throws `UncheckedIOException` if it is there and cannot be read, since then
  /// all that was taken back would count again.
  ///
  /// @param file may be absent as long as nothing was taken back
  public RevokedTokens(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
    this.lookedAt = new AtomicLong(clock.millis());
    try {
      look();
    } catch (IOException e) {
      throw new UncheckedIOException("revoked tokens cannot be read: " + file, e);
    }
  }

  /// Whether a token was taken back, as far as was known a second ago.
  ///
  /// @param id the claim `jti`
  public boolean contains(String id) {
    long now = clock.millis();
    long last = lookedAt.get();
    // A clock may be set back.
    if (Math.abs(now - last) >= LOOK_MILLIS && lookedAt.compareAndSet(last, now)) {
      lookAgain();
    }
    return ids.contains(id);
  }

  /// A file that cannot be read any more leaves what is known.
  private void lookAgain() {
    try {
      look();
    } catch (IOException e) {
      logger.error("revoked tokens cannot be read", e);
    }
  }

  private void look() throws IOException {
    try {
      long found = Files.size(file);
      if (found != size) {
        ids = read();
        size = found;
      }
    } catch (NoSuchFileException _) {
      // Nothing was taken back yet.
    }
  }

  private Set<String> read() throws IOException {
    Set<String> read = new HashSet<>();
    for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
      int space = line.indexOf(' ');
      if (space > 0 && !isOver(line.substring(space + 1))) {
        read.add(line.substring(0, space));
      }
    }
    return Set.copyOf(read);
  }

  /// Whether a token has ended by itself, with an hour for clocks that differ.
  private boolean isOver(String seconds) {
    try {
      return Long.parseLong(seconds) + SLACK_SECONDS < clock.instant().getEpochSecond();
    } catch (NumberFormatException _) {
      return false;
    }
  }

  /// Takes a token back, for good. Taking it back twice is no error.
  ///
  /// @param id the claim `jti`, which has no space
  /// @param expires when the token ends by itself
  public synchronized void add(String id, Instant expires) {
    lookedAt.set(clock.millis());
    lookAgain();
    if (!ids.contains(id)) {
      try {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(
            file,
            id + " " + expires.getEpochSecond() + "\n",
            StandardCharsets.US_ASCII,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException("a token cannot be taken back", e);
      }
      lookAgain();
    }
  }
}
