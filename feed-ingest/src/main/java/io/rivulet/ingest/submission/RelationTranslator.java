package io.rivulet.ingest.submission;

import io.rivulet.event.Blocked;
import io.rivulet.event.FollowAccepted;
import io.rivulet.event.FollowRejected;
import io.rivulet.event.FollowRequested;
import io.rivulet.event.Followed;
import io.rivulet.event.Muted;
import io.rivulet.event.Origin;
import io.rivulet.event.RelationEvent;
import io.rivulet.event.Submission;
import io.rivulet.event.Unblocked;
import io.rivulet.event.Unfollowed;
import io.rivulet.event.Unmuted;
import io.rivulet.ingest.known.KnownRelations;
import io.rivulet.ingest.submission.RejectedException.Reason;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// Makes events of submissions about relations.
///
/// What is made may depend on what the accounts are to each other, which the events themselves
/// change. So what was decided is remembered ([Decisions]): a replay after a crash makes the same
/// events, each with the same index, and those that were stored mean nothing the second time.
final class RelationTranslator {
  private static final int FIRST = 0;
  private static final int SECOND = 1;

  private final Resolver resolver;
  private final KnownRelations relations;
  private final Decisions decisions;

  RelationTranslator(Resolver resolver, KnownRelations relations, Decisions decisions) {
    this.resolver = resolver;
    this.relations = relations;
    this.decisions = decisions;
  }

  List<RelationEvent> translate(Submission.Relating submission, Source source)
      throws RejectedException {
    long author = resolver.account(submission.author(), Reason.UNKNOWN_AUTHOR);
    return switch (submission) {
      case Submission.Follow follow -> List.of(follow(follow, author, source));
      case Submission.Unfollow(_, var followee) ->
          List.of(
              unfollowed(
                  author, resolver.account(followee, Reason.UNKNOWN_FOLLOWEE), source, FIRST));
      case Submission.AcceptFollow(_, var follower) -> {
        long asked = asked(author, resolver.account(follower, Reason.UNKNOWN_FOLLOWER), source);
        yield List.of(new FollowAccepted(asked, author, source.arrived(), source.origin()));
      }
      case Submission.RejectFollow(_, var follower) -> {
        long asked = asked(author, resolver.account(follower, Reason.UNKNOWN_FOLLOWER), source);
        yield List.of(new FollowRejected(asked, author, source.arrived(), source.origin()));
      }
      case Submission.Block(_, var target) ->
          block(author, resolver.account(target, Reason.UNKNOWN_TARGET), source);
      case Submission.Unblock(_, var target) ->
          unblock(author, resolver.account(target, Reason.UNKNOWN_TARGET), source);
      case Submission.Mute(_, var target, Instant until) -> {
        long muted = resolver.account(target, Reason.UNKNOWN_TARGET);
        yield List.of(new Muted(author, muted, until, source.arrived(), source.origin()));
      }
      case Submission.Unmute(_, var target) -> {
        long muted = resolver.account(target, Reason.UNKNOWN_TARGET);
        yield List.of(new Unmuted(author, muted, source.arrived(), source.origin()));
      }
    };
  }

  /// A locked followee is always asked: of one who follows already only the options count. That it
  /// was allowed is not remembered, as follows are too many: a replay that finds a block, which has
  /// ended the following, is refused.
  private RelationEvent follow(Submission.Follow follow, long author, Source source)
      throws RejectedException {
    long followee = resolver.account(follow.followee(), Reason.UNKNOWN_FOLLOWEE);
    if (relations.pair(author, followee).apart()) {
      throw new RejectedException(
          Reason.BLOCKED, author + " and " + followee + ": one blocks the other");
    }
    Instant at = source.arrived();
    Origin origin = source.origin();
    return resolver.locked(followee)
        ? new FollowRequested(author, followee, follow.options(), at, origin)
        : new Followed(author, followee, follow.options(), at, origin);
  }

  /// The account that asked to follow, if it did.
  private long asked(long author, long follower, Source source) throws RejectedException {
    boolean requested = relations.pair(author, follower).inverse().requested();
    if (!decisions.holds(author, source, requested)) {
      throw new NotYetKnownException(
          Reason.NO_REQUEST, follower + " did not ask to follow " + author);
    }
    return follower;
  }

  private static List<RelationEvent> block(long author, long target, Source source) {
    return List.of(
        new Blocked(author, target, source.arrived(), source.origin(FIRST)),
        unfollowed(target, author, source, SECOND));
  }

  /// Before the block ends, what the other may have followed in spite of it does. Where there is no
  /// block, nobody's following ends.
  private List<RelationEvent> unblock(long author, long target, Source source) {
    boolean blocking = relations.pair(author, target).own().blocking();
    Unblocked unblocked = new Unblocked(author, target, source.arrived(), source.origin(SECOND));
    return decisions.wasSo(author, source, blocking)
        ? List.of(unfollowed(target, author, source, FIRST), unblocked)
        : List.of(unblocked);
  }

  private static Unfollowed unfollowed(long follower, long followee, Source source, int index) {
    return new Unfollowed(follower, followee, source.arrived(), source.origin(index));
  }

  /// What follows from a change of an account's profile: one that is not locked accepts whoever
  /// asked to follow it.
  ///
  /// Indexes are counted from the end, so that they are the same when a replay finds only those
  /// left that the fan-out has not worked on, and so that after the last one no replay means
  /// anything.
  List<FollowAccepted> afterChange(long account, boolean locked, Source source) {
    resolver.rememberLocked(account, locked);
    if (locked) {
      return List.of();
    }
    long[] asked = relations.of(account).requestedBy();
    int count = Math.min(asked.length, Origin.MAX_INDEX);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new FollowAccepted(
                    asked[i],
                    account,
                    source.arrived(),
                    source.origin(Origin.MAX_INDEX - count + 1 + i)))
        .toList();
  }
}
