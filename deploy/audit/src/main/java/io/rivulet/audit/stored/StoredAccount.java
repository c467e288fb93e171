package io.rivulet.audit.stored;

import org.jspecify.annotations.Nullable;

/// What Redis holds for one account, undecoded; null where there is no such key.
///
/// @param state of the account's shard
/// @param author the account's own entries
@SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
public record StoredAccount(
    long account,
    byte @Nullable [] state,
    byte @Nullable [] relations,
    byte @Nullable [] home,
    byte @Nullable [] author) {}
