package io.rivulet.audit.model;

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
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one account, the viewer, is to one other, the target. Each member is the record that made
/// it so, or null.
final class Standing {
  /// The end of a mute that does not end by itself.
  static final long NEVER = Long.MAX_VALUE;

  @Nullable Fact following;
  @Nullable Fact requested;
  @Nullable Fact hidesBoosts;
  @Nullable Fact notified;
  @Nullable Fact blocking;
  @Nullable Fact muted;

  /// The last record that ended a following, for explanations.
  @Nullable Fact unfollowed;

  void apply(Fact fact, RelationEvent event) {
    switch (event) {
      case Followed followed -> {
        if (blocking == null) {
          begin(fact);
          options(fact, followed.options());
        }
      }
      case FollowRequested asked -> {
        if (blocking == null) {
          requested = following == null ? fact : null;
          options(fact, asked.options());
        }
      }
      case FollowAccepted _ -> {
        if (requested != null) {
          begin(fact);
        }
      }
      case FollowRejected _ -> {
        if (requested != null) {
          end(fact);
        }
      }
      case Unfollowed _ -> end(fact);
      case Blocked _ -> {
        end(fact);
        blocking = fact;
      }
      case Unblocked _ -> blocking = null;
      case Muted _ -> muted = fact;
      case Unmuted _ -> muted = null;
    }
  }

  private void begin(Fact fact) {
    following = following == null ? fact : following;
    requested = null;
  }

  private void end(Fact fact) {
    unfollowed = following == null ? unfollowed : fact;
    following = null;
    requested = null;
    hidesBoosts = null;
    notified = null;
  }

  private void options(Fact fact, FollowOptions options) {
    Boolean boosts = options.boosts();
    if (boosts != null) {
      hidesBoosts = boosts ? null : fact;
    }
    Boolean notices = options.notified();
    if (notices != null) {
      notified = notices ? fact : null;
    }
  }

  /// When the mute ends, in milliseconds since 1970; 0 if there is none.
  long mutedUntil() {
    if (muted == null || !(muted.event() instanceof Muted(_, _, Instant until, _, _))) {
      return 0;
    }
    return until == null ? NEVER : until.toEpochMilli();
  }
}
