package io.rivulet.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an outside producer asks for: a record of `feed.submissions.v1`. Well-formed, but otherwise
/// not trusted: feed-ingest looks up who and what is named, parses the text, and assigns the id.
public sealed interface Submission {

  /// Who acts.
  AccountRef author();

  /// A post, or a reply if `replyTo` is given.
  ///
  /// @param clientKey the producer's own name of the post, against double sending and for later
  ///   edits
  /// @param replyTo by client key: a post of the same author
  /// @param createdAt null for the time of arrival; bounds in [Limits]
  record Post(
      AccountRef author,
      @Nullable String clientKey,
      Draft draft,
      Visibility visibility,
      @Nullable PostTarget replyTo,
      @Nullable Instant createdAt)
      implements Submission {
    public Post {
      Check.clientKey("clientKey", clientKey);
      Submission.checkTime("createdAt", createdAt);
    }
  }

  /// A boost of somebody's post.
  ///
  /// @param boostOf by client key: a post of the same author
  record Boost(
      AccountRef author,
      @Nullable String clientKey,
      PostTarget boostOf,
      Visibility visibility,
      @Nullable Instant createdAt)
      implements Submission {
    public Boost {
      Check.clientKey("clientKey", clientKey);
      if (visibility == Visibility.DIRECT) {
        throw new InvalidEventException(
            "visibility", "one of public, unlisted, followers in a boost", "\"direct\"");
      }
      Submission.checkTime("createdAt", createdAt);
    }
  }

  /// New content of a post of the author.
  record Edit(AccountRef author, PostTarget post, Draft draft) implements Submission {}

  /// The end of a post or a boost of the author.
  record Delete(AccountRef author, PostTarget post) implements Submission {}

  /// What the author does towards another account.
  sealed interface Relating extends Submission {}

  /// The author follows an account, asks to follow it if it is locked, or changes how.
  ///
  /// @param options of the following
  record Follow(AccountRef author, AccountRef followee, FollowOptions options)
      implements Relating {}

  /// The author ceases to follow an account, or takes the request back.
  record Unfollow(AccountRef author, AccountRef followee) implements Relating {}

  /// The author lets an account follow that asked to.
  record AcceptFollow(AccountRef author, AccountRef follower) implements Relating {}

  /// The author refuses an account that asked to follow.
  record RejectFollow(AccountRef author, AccountRef follower) implements Relating {}

  /// The author blocks an account, which ends following both ways.
  record Block(AccountRef author, AccountRef target) implements Relating {}

  /// The end of a block.
  record Unblock(AccountRef author, AccountRef target) implements Relating {}

  /// The author mutes an account.
  ///
  /// @param until when the mute ends by itself; null for never
  record Mute(AccountRef author, AccountRef target, @Nullable Instant until) implements Relating {
    public Mute {
      Submission.checkTime("until", until);
    }
  }

  /// The end of a mute.
  record Unmute(AccountRef author, AccountRef target) implements Relating {}

  /// An account to create or, if the username is taken, to change: the profile is replaced as a
  /// whole.
  ///
  /// @param createdAt null for the time of arrival; ignored if the account exists
  record Account(String username, Profile profile, @Nullable Instant createdAt)
      implements Submission {
    public Account {
      Usernames.check("username", username);
      Submission.checkTime("createdAt", createdAt);
    }

    @Override
    public AccountRef author() {
      return AccountRef.named(username);
    }
  }

  private static void checkTime(String field, @Nullable Instant time) {
    if (time != null) {
      Check.instant(field, time);
    }
  }
}
