package io.rivulet.relations;

import io.rivulet.event.Blocked;
import io.rivulet.event.FollowAccepted;
import io.rivulet.event.FollowOptions;
import io.rivulet.event.FollowRejected;
import io.rivulet.event.FollowRequested;
import io.rivulet.event.Followed;
import io.rivulet.event.Muted;
import io.rivulet.event.RelationEvent;
import io.rivulet.event.Unblocked;
import io.rivulet.event.Unfollowed;
import io.rivulet.event.Unmuted;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one account, the viewer, is to another, the target: the outcome of their records in
/// `feed.relations.v1`, in order.
///
/// Stored as [#SIZE] bytes: flags (1 following, 2 requested, 4 hides boosts, 8 blocking, 16
/// notified), then `mutedUntil`, big-endian.
///
/// @param requested the viewer asked to follow the target, who is locked and has not decided
/// @param hidesBoosts the target's boosts are not to show; ends with the following
/// @param notified the viewer is notified of the target's posts; ends with the following
/// @param blocking the viewer blocks the target; never together with following or requested
/// @param mutedUntil milliseconds since 1970 at which the mute ends, 0 if there is none, [#NEVER]
///   if it does not end by itself
public record Relation(
    boolean following,
    boolean requested,
    boolean hidesBoosts,
    boolean notified,
    boolean blocking,
    long mutedUntil) {
  /// Nothing.
  public static final Relation NONE = new Relation(false, false, false, false, 0);

  /// Following, and nothing else.
  public static final Relation FOLLOWING = new Relation(true, false, false, false, 0);

  /// The end of a mute that does not end by itself.
  public static final long NEVER = Long.MAX_VALUE;

  /// Bytes stored.
  public static final int SIZE = 1 + Long.BYTES;

  private static final int FOLLOWS = 1;
  private static final int REQUESTED = 2;
  private static final int HIDES_BOOSTS = 4;
  private static final int BLOCKS = 8;
  private static final int NOTIFIED = 16;

  /// One without notices.
  public Relation(
      boolean following,
      boolean requested,
      boolean hidesBoosts,
      boolean blocking,
      long mutedUntil) {
    this(following, requested, hidesBoosts, false, blocking, mutedUntil);
  }

  /// What it is after one more record.
  public Relation after(RelationEvent event) {
    return switch (event) {
      case Followed followed -> following(true, followed.options());
      case FollowRequested asked -> following(following, asked.options());
      case FollowAccepted _ ->
          requested ? new Relation(true, false, hidesBoosts, notified, false, mutedUntil) : this;
      case FollowRejected _ -> requested ? unfollowed(blocking) : this;
      case Unfollowed _ -> unfollowed(blocking);
      case Blocked _ -> unfollowed(true);
      case Unblocked _ ->
          new Relation(following, requested, hidesBoosts, notified, false, mutedUntil);
      case Muted(_, _, Instant until, _, _) -> mutedUntil(millis(until));
      case Unmuted _ -> mutedUntil(0);
    };
  }

  private static long millis(@Nullable Instant until) {
    return until == null ? NEVER : until.toEpochMilli();
  }

  private Relation following(boolean follows, FollowOptions options) {
    if (blocking) {
      return this;
    }
    Boolean boosts = options.boosts();
    Boolean notices = options.notified();
    return new Relation(
        follows,
        !follows,
        boosts == null ? hidesBoosts : !boosts,
        notices == null ? notified : notices,
        false,
        mutedUntil);
  }

  /// The same, but following or not.
  public Relation following(boolean follows) {
    return new Relation(follows, requested, hidesBoosts, notified, blocking, mutedUntil);
  }

  private Relation unfollowed(boolean blocks) {
    return new Relation(false, false, false, blocks, mutedUntil);
  }

  private Relation mutedUntil(long until) {
    return new Relation(following, requested, hidesBoosts, notified, blocking, until);
  }

  /// Whether the target is muted at a time.
  ///
  /// @param now milliseconds since 1970
  public boolean mutedAt(long now) {
    return mutedUntil > now;
  }

  /// Writes [#SIZE] bytes.
  public void encode(ByteBuffer bytes) {
    int flags =
        (following ? FOLLOWS : 0)
            | (requested ? REQUESTED : 0)
            | (hidesBoosts ? HIDES_BOOSTS : 0)
            | (notified ? NOTIFIED : 0)
            | (blocking ? BLOCKS : 0);
    bytes.put((byte) flags).putLong(mutedUntil);
  }

  /// Reads what [#encode] wrote.
  public static Relation decode(ByteBuffer bytes) {
    int flags = bytes.get();
    return new Relation(
        (flags & FOLLOWS) != 0,
        (flags & REQUESTED) != 0,
        (flags & HIDES_BOOSTS) != 0,
        (flags & NOTIFIED) != 0,
        (flags & BLOCKS) != 0,
        bytes.getLong());
  }
}
