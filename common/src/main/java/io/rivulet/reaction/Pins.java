package io.rivulet.reaction;

import io.rivulet.event.Reaction;
import io.rivulet.keyspace.Keyspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// What an account has pinned: posts of its own, so among its reactions to what is no older than it
/// is.
public final class Pins {
  private Pins() {}

  /// Where those reactions lie: in one shard, at least one key.
  public static List<byte[]> keys(long account, Instant now) {
    long first = Reactions.period(account);
    // The clock that made the account's id may be ahead of this one.
    return LongStream.rangeClosed(first, Math.max(first, Reactions.periodAt(now)))
        .mapToObj(period -> Keyspace.reactions(account, period))
        .toList();
  }

  /// The posts that an account has pinned, ascending, deleted ones too.
  ///
  /// @param periods what lies at [#keys]
  /// @param lately the account's, in the order of [OwnReaction#IN_ORDER]
  public static List<Long> of(long account, List<Reactions> periods, List<OwnReaction> lately) {
    long first = Reactions.period(account);
    List<Long> pinned = new ArrayList<>();
    for (int i = 0; i < periods.size(); i++) {
      pinned.addAll(Standing.posts(Reaction.PIN, first + i, periods.get(i), lately));
    }
    return pinned;
  }
}
