package io.rivulet.ingest.submission;

import io.rivulet.ingest.status.IdempotencyKeys;
import java.util.OptionalLong;

/// What was decided on submissions whose events change what the decision rests on. A crash after
/// they were sent and before their offset was committed makes a replay, which has to decide alike.
///
/// Remembered for as long as client keys. A replay after that decides anew.
final class Decisions {
  private static final long NO = 1;
  private static final long YES = 2;

  private final IdempotencyKeys keys;

  Decisions(IdempotencyKeys keys) {
    this.keys = keys;
  }

  /// Whether a condition held when the submission was first seen.
  boolean wasSo(long author, Source source, boolean now) {
    return keys.claim(author, key(source), now ? YES : NO) == YES;
  }

  /// Whether a condition holds or once held. That it does not is not remembered: it may hold when
  /// the submission is tried again.
  boolean holds(long author, Source source, boolean now) {
    if (now) {
      keys.claim(author, key(source), YES);
      return true;
    }
    return keys.find(author, key(source)).equals(OptionalLong.of(YES));
  }

  private static String key(Source source) {
    return source.partition() + "-" + source.offset();
  }
}
