package io.rivulet.local.seed;

import io.rivulet.event.AccountRef;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Submission;
import io.rivulet.event.Visibility;
import io.rivulet.publisher.FeedPublisher;
import io.rivulet.publisher.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Carries a [Script] out: each act becomes a submission. Remembers the position of every post, for
/// its id follows from it.
final class Performer {
  private final FeedPublisher publisher;
  private final List<People.Person> people;
  private final List<CompletableFuture<Position>> posts = new ArrayList<>();
  private final List<CompletableFuture<Position>> unconfirmed = new ArrayList<>();
  private final List<CompletableFuture<Position>> shown = new ArrayList<>();

  Performer(FeedPublisher publisher, List<People.Person> people) {
    this.publisher = publisher;
    this.people = people;
  }

  /// Sends an act; [#confirm()] says whether Kafka has it.
  ///
  /// @param createdAt null for now
  void perform(Act act, @Nullable Instant createdAt) {
    AccountRef author = AccountRef.named(people.get(act.author()).username());
    Submission submission =
        switch (act) {
          case Act.Publish post ->
              new Submission.Post(
                  author,
                  null,
                  post.draft(),
                  post.visibility(),
                  post.replyTo() == null ? null : target(post.replyTo()),
                  createdAt);
          case Act.Boost boost ->
              new Submission.Boost(
                  author, null, target(boost.post()), Visibility.PUBLIC, createdAt);
          case Act.Edit edit -> new Submission.Edit(author, target(edit.post()), edit.draft());
          case Act.Delete delete -> new Submission.Delete(author, target(delete.post()));
        };
    CompletableFuture<Position> sent = publisher.publish(submission);
    unconfirmed.add(sent);
    if (act instanceof Act.Publish post) {
      posts.add(sent);
      if (Act.isOpen(post.visibility())) {
        shown.add(sent);
      }
    }
  }

  private PostTarget target(int post) {
    return PostTarget.of(posts.get(post).join().id());
  }

  /// Waits until Kafka has everything.
  ///
  /// @return ids of the posts since the last confirmation that anybody may see, newest first
  List<Long> confirm() {
    unconfirmed.forEach(CompletableFuture::join);
    List<Long> ids = shown.stream().map(sent -> sent.join().id()).toList();
    unconfirmed.clear();
    shown.clear();
    return ids.reversed();
  }
}
