package io.rivulet.ingest.known;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettuce.core.SetArgs;
import io.rivulet.cold.Absent;
import io.rivulet.cold.ColdPosts;
import io.rivulet.event.Usernames;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.redis.Redis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Usernames: who has one, and claims of those that are being given.
///
/// A claim bridges the time until the fan-out has written the name, so its life is that of the
/// overlay. Names differ if they differ in more than case.
public final class Names {
  private static final int REMEMBERED = 100_000;

  private final Redis redis;
  private final ColdPosts cold;
  private final Duration claimed;

  /// A name never changes hands, so its owner is remembered; a claim may fail, so it is not.
  private final Cache<String, Long> owners = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  /// @param cold tells whether names that Redis does not have are free
  public Names(Redis redis, ColdPosts cold, Duration claimed) {
    this.redis = redis;
    this.cold = cold;
    this.claimed = claimed;
  }

  /// The account that has or claims a name.
  ///
  /// @throws io.rivulet.cold.NotFilledException if nobody knows whether somebody has it
  public OptionalLong find(String username) {
    String name = Usernames.fold(username);
    Long remembered = owners.getIfPresent(name);
    if (remembered != null) {
      return OptionalLong.of(remembered);
    }
    // A claim alone may have been left by a broken try, while somebody has the name.
    Found found =
        Absent.unlessLost(
            () -> stored(name),
            some -> some.owner().isEmpty(),
            () -> cold.requireFilled(Shards.of(name)));
    return found.owner().isPresent() ? found.owner() : found.claimant();
  }

  private record Found(OptionalLong owner, OptionalLong claimant) {}

  private Found stored(String name) {
    var known = redis.commands().get(Keyspace.name(name));
    var claim = redis.commands().get(Keyspace.claim(name));
    OptionalLong owner = id(redis.await(known));
    OptionalLong claimant = id(redis.await(claim));
    owner.ifPresent(id -> owners.put(name, id));
    return new Found(owner, claimant);
  }

  /// Claims a name for `id`, unless somebody has it: the answer is who has it now.
  ///
  /// @throws io.rivulet.cold.NotFilledException if nobody knows whether somebody has it
  public long claim(String username, long id) {
    String name = Usernames.fold(username);
    // The claim first, then the look: the fan-out writes a name before its claim expires, so
    // between the two there is no moment in which neither is there.
    SetArgs ifAbsent = SetArgs.Builder.nx().px(claimed.toMillis());
    OptionalLong before =
        id(redis.await(redis.commands().setGet(Keyspace.claim(name), digits(id), ifAbsent)));
    OptionalLong owner = id(redis.await(redis.commands().get(Keyspace.name(name))));
    if (owner.isPresent()) {
      return owner.getAsLong();
    }
    // Else somebody may have the name, and would lose it; a claim that was there says nothing of
    // that. The claim stays: who comes again goes on with its id.
    cold.requireFilled(Shards.of(name));
    OptionalLong written = id(redis.await(redis.commands().get(Keyspace.name(name))));
    if (written.isEmpty()) {
      cold.requireFilled(Shards.of(name));
    }
    return written.orElse(before.orElse(id));
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
