package io.rivulet.local.load;

import io.rivulet.event.AccountRef;
import io.rivulet.event.FollowOptions;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Submission;
import io.rivulet.event.Visibility;
import io.rivulet.local.client.RelationChange;
import io.rivulet.publisher.FeedPublisher;
import io.rivulet.publisher.Position;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;

/// Acts as submissions, where there is one for the act. What feed-ingest refuses of them becomes a
/// dead letter.
final class SubmittedActs {
  private final FeedPublisher publisher;
  private final Population population;
  private final PostIds posts;
  private final Tally tally;
  private final BiConsumer<Position, Submission> taken;
  private final Queue<Sent> unconfirmed = new ConcurrentLinkedQueue<>();

  /// @param taken learns of each submission that Kafka has, even if nobody comes to confirm it
  SubmittedActs(
      FeedPublisher publisher,
      Population population,
      PostIds posts,
      Tally tally,
      BiConsumer<Position, Submission> taken) {
    this.publisher = publisher;
    this.population = population;
    this.posts = posts;
    this.tally = tally;
    this.taken = taken;
  }

  private record Sent(LoadAct act, CompletableFuture<Position> position) {}

  /// Sends an act; [#confirm()] says whether Kafka has it.
  ///
  /// @return false if there is no such submission, or it names a post that was refused
  boolean perform(LoadAct act) {
    Optional<Submission> submission = submission(act);
    submission.ifPresent(submitted -> unconfirmed.add(new Sent(act, publish(submitted))));
    return submission.isPresent();
  }

  private CompletableFuture<Position> publish(Submission submission) {
    return publisher
        .publish(submission)
        .thenApply(
            position -> {
              taken.accept(position, submission);
              return position;
            });
  }

  /// Waits until Kafka has everything, or not, and counts it.
  ///
  /// @return the offset after the last one of each partition
  Map<Integer, Long> confirm() {
    Map<Integer, Long> ends = new HashMap<>();
    for (Sent sent = unconfirmed.poll(); sent != null; sent = unconfirmed.poll()) {
      try {
        Position position = sent.position().join();
        if (sent.act() instanceof LoadAct.Publish post) {
          posts.put(post.number(), position.id());
        }
        ends.merge(position.partition(), position.offset() + 1, Math::max);
        tally.done(sent.act().kind());
      } catch (CompletionException e) {
        tally.failed(sent.act().kind(), String.valueOf(e.getCause()));
      }
    }
    return ends;
  }

  private Optional<Submission> submission(LoadAct act) {
    AccountRef author = account(act.actor());
    return switch (act) {
      case LoadAct.Publish post -> publish(post, author);
      case LoadAct.Boost boost ->
          target(boost.post())
              .map(post -> new Submission.Boost(author, null, post, Visibility.PUBLIC, null));
      case LoadAct.Edit edit ->
          target(edit.post()).map(post -> new Submission.Edit(author, post, edit.draft()));
      case LoadAct.Delete delete ->
          target(delete.post()).map(post -> new Submission.Delete(author, post));
      case LoadAct.Relate relate ->
          Optional.of(relate(author, account(relate.target()), relate.change()));
      case LoadAct.Decide decide ->
          Optional.of(decide(author, account(decide.requester()), decide.accept()));
      case LoadAct.Unboost _, LoadAct.Lock _, LoadAct.Read _ -> Optional.empty();
    };
  }

  private Optional<Submission> publish(LoadAct.Publish post, AccountRef author) {
    if (post.replyTo() == null) {
      return Optional.of(
          new Submission.Post(author, null, post.draft(), post.visibility(), null, null));
    }
    return target(post.replyTo())
        .map(
            answered ->
                new Submission.Post(author, null, post.draft(), post.visibility(), answered, null));
  }

  private static Submission relate(AccountRef author, AccountRef target, RelationChange change) {
    return switch (change) {
      case RelationChange.Follow follow ->
          new Submission.Follow(
              author,
              target,
              follow.boosts() ? FollowOptions.UNCHANGED : FollowOptions.boosts(false));
      case RelationChange.Unfollow _ -> new Submission.Unfollow(author, target);
      case RelationChange.Block _ -> new Submission.Block(author, target);
      case RelationChange.Unblock _ -> new Submission.Unblock(author, target);
      case RelationChange.Mute mute ->
          new Submission.Mute(author, target, mute.ends().map(SubmittedActs::after).orElse(null));
      case RelationChange.Unmute _ -> new Submission.Unmute(author, target);
    };
  }

  private static Instant after(Duration time) {
    return Instant.now().plus(time).truncatedTo(ChronoUnit.MILLIS);
  }

  private static Submission decide(AccountRef author, AccountRef requester, boolean accept) {
    return accept
        ? new Submission.AcceptFollow(author, requester)
        : new Submission.RejectFollow(author, requester);
  }

  private Optional<PostTarget> target(int post) {
    return posts.find(post).map(PostTarget::of);
  }

  private AccountRef account(int number) {
    return AccountRef.of(population.members().get(number).id());
  }
}
