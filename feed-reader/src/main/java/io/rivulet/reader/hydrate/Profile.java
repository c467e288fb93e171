package io.rivulet.reader.hydrate;

import io.rivulet.account.AccountBody;
import io.rivulet.account.Counts;

/// An account with what changes too often to be part of its body.
///
/// @param following accounts it follows
/// @param json as it is served. Not copied: do not write to it
@SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
public record Profile(AccountBody body, Counts counts, long following, byte[] json) {
  static Profile of(AccountBody body, Counts counts, long following) {
    return new Profile(body, counts, following, StatusWriter.account(body, counts, following));
  }
}
