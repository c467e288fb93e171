package io.rivulet.ingest.submission;

import io.rivulet.account.CorruptAccountException;
import io.rivulet.event.AccountUpdated;
import io.rivulet.event.Event;
import io.rivulet.event.Followed;
import io.rivulet.event.InvalidEventException;
import io.rivulet.event.Limits;
import io.rivulet.event.Origin;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostDeleted;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.Submission;
import io.rivulet.event.SubmissionJson;
import io.rivulet.event.Unfollowed;
import io.rivulet.id.Ids;
import io.rivulet.ingest.account.ExistingAccounts;
import io.rivulet.ingest.known.Mentions;
import io.rivulet.ingest.submission.RejectedException.Reason;
import io.rivulet.post.CorruptBodyException;
import io.rivulet.timeline.CorruptTimelineException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Makes an event of a submission. The same record makes the same event again, as far as what it
/// refers to is still the same.
///
/// Throws [RejectedException] for poison, to which values in Redis that nobody can read belong, and
/// [io.rivulet.redis.RedisUnavailableException] when it cannot be known now.
final class Translator {
  private final Resolver resolver;
  private final Mentions mentions;
  private final ExistingAccounts accounts;

  Translator(Resolver resolver, Mentions mentions, ExistingAccounts accounts) {
    this.resolver = resolver;
    this.mentions = mentions;
    this.accounts = accounts;
  }

  /// Where a submission lies, and so who it is.
  private record Position(long id, Instant arrived, Origin origin) {
    static Position of(ConsumerRecord<byte[], byte[]> received) {
      Instant arrived = Instant.ofEpochMilli(received.timestamp());
      return new Position(
          Ids.ofSubmission(received.partition(), received.offset(), arrived),
          arrived,
          new Origin(received.partition(), received.offset()));
    }
  }

  Event translate(ConsumerRecord<byte[], byte[]> received) throws RejectedException {
    try {
      return translate(SubmissionJson.decode(received.value()), Position.of(received));
    } catch (InvalidEventException e) {
      throw new RejectedException(Reason.INVALID, String.valueOf(e.getMessage()));
    } catch (CorruptBodyException | CorruptTimelineException e) {
      throw new RejectedException(Reason.UNKNOWN_POST, String.valueOf(e.getMessage()));
    } catch (CorruptAccountException e) {
      throw new RejectedException(Reason.UNKNOWN_AUTHOR, String.valueOf(e.getMessage()));
    }
  }

  private Event translate(Submission submission, Position position) throws RejectedException {
    return switch (submission) {
      case Submission.Account account -> account(account, position);
      case Submission.Post post -> post(post, author(post), position);
      case Submission.Boost boost -> boost(boost, author(boost), position);
      case Submission.Edit edit -> {
        long author = author(edit);
        resolver.requireOwn(author, edit.post());
        PostContent content = mentions.content(edit.draft());
        yield new PostEdited(edit.post(), author, position.arrived(), content, position.origin());
      }
      case Submission.Delete delete -> {
        long author = author(delete);
        resolver.requireOwn(author, delete.post());
        yield new PostDeleted(delete.post(), author, position.arrived(), position.origin());
      }
      case Submission.Follow follow ->
          new Followed(
              author(follow),
              resolver.account(follow.followee(), Reason.UNKNOWN_FOLLOWEE),
              position.arrived(),
              position.origin());
      case Submission.Unfollow unfollow ->
          new Unfollowed(
              author(unfollow),
              resolver.account(unfollow.followee(), Reason.UNKNOWN_FOLLOWEE),
              position.arrived(),
              position.origin());
    };
  }

  private long author(Submission submission) throws RejectedException {
    return resolver.account(submission.author(), Reason.UNKNOWN_AUTHOR);
  }

  private PostPublished post(Submission.Post post, long author, Position position)
      throws RejectedException {
    Instant createdAt = time(post.createdAt(), position);
    PostRef replyTo = post.replyTo() == null ? null : resolver.replied(author, post.replyTo());
    PostPublished published =
        new PostPublished(
            position.id(),
            author,
            createdAt,
            mentions.content(post.draft()),
            post.visibility(),
            replyTo,
            null,
            post.clientKey(),
            position.origin());
    remember(published);
    return published;
  }

  private PostPublished boost(Submission.Boost boost, long author, Position position)
      throws RejectedException {
    PostPublished published =
        new PostPublished(
            position.id(),
            author,
            time(boost.createdAt(), position),
            PostContent.EMPTY,
            boost.visibility(),
            null,
            resolver.boosted(author, boost.boostOf()),
            boost.clientKey(),
            position.origin());
    remember(published);
    return published;
  }

  private void remember(PostPublished published) {
    if (published.clientKey() != null) {
      resolver.remember(published.author(), published.clientKey(), published.id());
    }
  }

  private AccountUpdated account(Submission.Account account, Position position)
      throws RejectedException {
    Instant createdAt = time(account.createdAt(), position);
    var named = accounts.named(account.username(), position.id(), createdAt);
    return new AccountUpdated(
        named.id(),
        named.username(),
        account.profile(),
        named.createdAt(),
        position.arrived(),
        position.origin());
  }

  private static Instant time(@Nullable Instant said, Position position) throws RejectedException {
    if (said == null) {
      return position.arrived();
    }
    Instant latest = position.arrived().plus(Limits.CREATED_AT_AHEAD);
    if (said.isBefore(Limits.EARLIEST_CREATED_AT) || said.isAfter(latest)) {
      throw new RejectedException(
          Reason.IMPOSSIBLE_TIME, "createdAt " + said + " received " + position.arrived());
    }
    return said;
  }
}
