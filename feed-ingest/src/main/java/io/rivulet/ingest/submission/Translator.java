package io.rivulet.ingest.submission;

import io.rivulet.account.CorruptAccountException;
import io.rivulet.event.AccountUpdated;
import io.rivulet.event.Event;
import io.rivulet.event.InvalidEventException;
import io.rivulet.event.Limits;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostDeleted;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.Submission;
import io.rivulet.event.SubmissionJson;
import io.rivulet.ingest.account.ExistingAccounts;
import io.rivulet.ingest.known.Mentions;
import io.rivulet.ingest.submission.RejectedException.Reason;
import io.rivulet.post.CorruptBodyException;
import io.rivulet.timeline.CorruptTimelineException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Makes events of a submission, mostly one. The same record makes the same events again, as far as
/// what it refers to is still the same.
///
/// Throws [RejectedException] for poison, to which values in Redis that nobody can read belong, and
/// [io.rivulet.redis.RedisUnavailableException] when it cannot be known now.
final class Translator {
  private final Resolver resolver;
  private final Mentions mentions;
  private final ExistingAccounts accounts;
  private final RelationTranslator relations;

  Translator(
      Resolver resolver,
      Mentions mentions,
      ExistingAccounts accounts,
      RelationTranslator relations) {
    this.resolver = resolver;
    this.mentions = mentions;
    this.accounts = accounts;
    this.relations = relations;
  }

  List<? extends Event> translate(ConsumerRecord<byte[], byte[]> received)
      throws RejectedException {
    try {
      return translate(SubmissionJson.decode(received.value()), Source.of(received));
    } catch (InvalidEventException e) {
      throw new RejectedException(Reason.INVALID, String.valueOf(e.getMessage()));
    } catch (CorruptBodyException | CorruptTimelineException e) {
      throw new RejectedException(Reason.UNKNOWN_POST, String.valueOf(e.getMessage()));
    } catch (CorruptAccountException e) {
      throw new RejectedException(Reason.UNKNOWN_AUTHOR, String.valueOf(e.getMessage()));
    }
  }

  private List<? extends Event> translate(Submission submission, Source source)
      throws RejectedException {
    return switch (submission) {
      case Submission.Account account -> account(account, source);
      case Submission.Post post -> List.of(post(post, author(post), source));
      case Submission.Boost boost -> List.of(boost(boost, author(boost), source));
      case Submission.Edit edit -> List.of(edit(edit, author(edit), source));
      case Submission.Delete delete -> List.of(delete(delete, author(delete), source));
      case Submission.Relating relating -> relations.translate(relating, source);
    };
  }

  private PostEdited edit(Submission.Edit edit, long author, Source source)
      throws RejectedException {
    resolver.requireOwn(author, edit.post());
    PostContent content = mentions.content(edit.draft());
    return new PostEdited(edit.post(), author, source.arrived(), content, source.origin());
  }

  private PostDeleted delete(Submission.Delete delete, long author, Source source)
      throws RejectedException {
    resolver.requireOwn(author, delete.post());
    return new PostDeleted(delete.post(), author, source.arrived(), source.origin());
  }

  private long author(Submission submission) throws RejectedException {
    return resolver.account(submission.author(), Reason.UNKNOWN_AUTHOR);
  }

  private PostPublished post(Submission.Post post, long author, Source source)
      throws RejectedException {
    Instant createdAt = time(post.createdAt(), source);
    PostRef replyTo = post.replyTo() == null ? null : resolver.replied(author, post.replyTo());
    PostPublished published =
        new PostPublished(
            source.id(),
            author,
            createdAt,
            mentions.content(post.draft()),
            post.visibility(),
            replyTo,
            null,
            post.clientKey(),
            source.origin());
    remember(published);
    return published;
  }

  private PostPublished boost(Submission.Boost boost, long author, Source source)
      throws RejectedException {
    PostRef original = resolver.boosted(author, boost.boostOf());
    PostPublished published =
        new PostPublished(
            source.idOfBoost(original.id()),
            author,
            time(boost.createdAt(), source),
            PostContent.EMPTY,
            boost.visibility(),
            null,
            original,
            boost.clientKey(),
            source.origin());
    remember(published);
    return published;
  }

  private void remember(PostPublished published) {
    if (published.clientKey() != null) {
      resolver.remember(published.author(), published.clientKey(), published.id());
    }
  }

  /// An account, and the acceptance of whoever asked to follow it if it is not locked.
  private List<Event> account(Submission.Account account, Source source) throws RejectedException {
    Instant createdAt = time(account.createdAt(), source);
    var named = accounts.named(account.username(), source.id(), createdAt);
    List<Event> events = new ArrayList<>();
    events.add(
        new AccountUpdated(
            named.id(),
            named.username(),
            account.profile(),
            named.createdAt(),
            source.arrived(),
            source.origin()));
    events.addAll(relations.afterChange(named.id(), account.profile().locked(), source));
    return events;
  }

  private static Instant time(@Nullable Instant said, Source source) throws RejectedException {
    if (said == null) {
      return source.arrived();
    }
    Instant latest = source.arrived().plus(Limits.CREATED_AT_AHEAD);
    if (said.isBefore(Limits.EARLIEST_CREATED_AT) || said.isAfter(latest)) {
      throw new RejectedException(
          Reason.IMPOSSIBLE_TIME, "createdAt " + said + " received " + source.arrived());
    }
    return said;
  }
}
