package io.rivulet.e2e.history;

import io.rivulet.event.Visibility;
import java.util.List;

/// One thing that happens. Accounts are numbered from 1, posts are named by a number that is also
/// their place in time. A step that makes no sense any more, since others were taken out of the
/// history, does nothing.
///
/// What is `submitted` came through the submissions topic: its records carry an origin, and nothing
/// of it is in the overlay.
sealed interface Step {

  /// A post, an answer to another post, or a boost of one.
  ///
  /// @param answers a post, or 0
  /// @param boosts a post, or 0
  /// @param key the author's own name of the post, or 0
  record Publish(
      int post,
      int author,
      Visibility visibility,
      List<Integer> mentions,
      int answers,
      int boosts,
      int key,
      boolean submitted)
      implements Step {}

  record Edit(int post, int author, List<Integer> mentions, boolean submitted) implements Step {}

  record Delete(int post, int author, boolean submitted) implements Step {}

  /// What one account does towards another.
  ///
  /// @param seconds of a mute; 0 for one without end
  record Relate(Deed deed, int viewer, int target, int seconds, boolean submitted)
      implements Step {}

  /// A record of posts or relations is appended once more.
  ///
  /// @param back 1 is the last one appended
  record Again(int back) implements Step {}

  /// The plan stage takes the next records of a topic.
  ///
  /// @param held whether what it hands on stays in its producer's buffer
  record Plan(int partition, Topic topic, int records, boolean held) implements Step {}

  /// The deliver stage takes its next records.
  record Deliver(int partition, int records) implements Step {}

  /// A commit interval passes.
  record Commit(int worker) implements Step {}

  /// A worker dies and another takes over.
  ///
  /// @param cut which of its writes to Kafka got there: a seed
  record Crash(int worker, int cut) implements Step {}

  /// A worker stops and another takes over.
  record Restart(int worker) implements Step {}

  /// Redis is empty.
  record Lose() implements Step {}

  /// A home timeline expires.
  ///
  /// @param account 0 for everybody's
  record Expire(int account) implements Step {}

  /// Somebody reads a page while other things go on.
  ///
  /// @param max `max_id`, a post, or 0
  /// @param since `since_id`, likewise
  /// @param min `min_id`, likewise
  /// @param trip before which round trip of the read to Redis the next steps are taken
  /// @param steps how many they are
  record Read(int viewer, int limit, int max, int since, int min, int trip, int steps)
      implements Step {}

  /// Time passes.
  record Pass(int millis) implements Step {}

  /// Everything is worked off, and everybody's pages are compared with the definition.
  record Quiet() implements Step {}

  /// Deeds towards another account. A locked account is asked instead of followed.
  enum Deed {
    FOLLOW,
    FOLLOW_WITHOUT_BOOSTS,
    FOLLOW_WITH_BOOSTS,
    UNFOLLOW,
    REMOVE,
    BLOCK,
    UNBLOCK,
    MUTE,
    UNMUTE,
    ACCEPT,
    REJECT
  }

  /// What the plan stage reads.
  enum Topic {
    POSTS,
    RELATIONS,
    ACCOUNTS
  }
}
