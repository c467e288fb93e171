package io.rivulet.ingest.status;

import io.lettuce.core.SetArgs;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.Redis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Remembers which id an author's request got, so that the same request again gets the same id:
/// `{s}:idempotency:<author>:<kind>:<key>`, the id in decimal digits.
///
/// The id is claimed before anything is published. A request whose publication was not acknowledged
/// leaves its claim, and the next try publishes with the same id: what is stored twice has one id
/// and counts once.
public final class IdempotencyKeys {
  private final Redis redis;
  private final String kind;
  private final Duration kept;

  /// @param kind keeps apart what may have the same key
  public IdempotencyKeys(Redis redis, String kind, Duration kept) {
    this.redis = redis;
    this.kind = kind;
    this.kept = kept;
  }

  /// How long an id is remembered.
  public Duration kept() {
    return kept;
  }

  /// Claims `key` for `id` unless it is claimed: the answer is the id that has it.
  public long claim(long author, String key, long id) {
    SetArgs ifAbsent = SetArgs.Builder.nx().px(kept.toMillis());
    byte[] before =
        redis.await(redis.commands().setGet(redisKey(author, key), digits(id), ifAbsent));
    return id(before).orElse(id);
  }

  /// The id that a key stands for.
  public OptionalLong find(long author, String key) {
    return id(redis.await(redis.commands().get(redisKey(author, key))));
  }

  /// Takes a claim back if it is still that of `id`.
  public void release(long author, String key, long id) {
    redis.await(ReleaseClaim.call(redis.commands(), redisKey(author, key), digits(id)));
  }

  private byte[] redisKey(long author, String key) {
    return Keyspace.idempotency(author, kind + ":" + key);
  }

  private static byte[] digits(long id) {
    return Long.toString(id).getBytes(StandardCharsets.US_ASCII);
  }

  private static OptionalLong id(byte @Nullable [] digits) {
    return digits == null
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(new String(digits, StandardCharsets.US_ASCII)));
  }
}
