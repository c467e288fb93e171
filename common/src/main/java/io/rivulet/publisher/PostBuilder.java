package io.rivulet.publisher;

import io.rivulet.event.AccountRef;
import io.rivulet.event.Card;
import io.rivulet.event.Draft;
import io.rivulet.event.Media;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Submission;
import io.rivulet.event.Visibility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A post in the making, or new content for one: only a text, media or a card is required.
public final class PostBuilder {

  private final FeedPublisher publisher;
  private final AccountRef author;
  private final List<Media> media = new ArrayList<>();
  private String text = "";
  private String contentWarning = "";
  private boolean sensitive;
  private Visibility visibility = Visibility.PUBLIC;
  private @Nullable String clientKey;
  private @Nullable String language;
  private @Nullable Card card;
  private @Nullable PostTarget replyTo;
  private @Nullable Instant createdAt;

  PostBuilder(FeedPublisher publisher, AccountRef author) {
    this.publisher = publisher;
    this.author = author;
  }

  /// A name of the post, unique for its author: sent twice, it is published once.
  public PostBuilder clientKey(String key) {
    clientKey = key;
    return this;
  }

  /// Plain text; Rivulet finds tags and mentions in it.
  public PostBuilder text(String plain) {
    text = plain;
    return this;
  }

  /// An ISO 639 code.
  public PostBuilder language(String code) {
    language = code;
    return this;
  }

  /// One more medium.
  public PostBuilder media(Media medium) {
    media.add(medium);
    return this;
  }

  public PostBuilder card(Card preview) {
    card = preview;
    return this;
  }

  /// Hides media until they are asked for.
  public PostBuilder sensitive() {
    sensitive = true;
    return this;
  }

  /// Shown in place of the content until it is asked for.
  public PostBuilder contentWarning(String warning) {
    contentWarning = warning;
    return this;
  }

  public PostBuilder visibility(Visibility who) {
    visibility = who;
    return this;
  }

  public PostBuilder replyTo(PostTarget post) {
    replyTo = post;
    return this;
  }

  /// When it was written, if not now.
  public PostBuilder createdAt(Instant time) {
    createdAt = time;
    return this;
  }

  /// Sends the post.
  ///
  /// @throws io.rivulet.event.InvalidEventException if it is out of bounds
  public CompletableFuture<Position> publish() {
    return publisher.publish(
        new Submission.Post(author, clientKey, draft(), visibility, replyTo, createdAt));
  }

  /// Sends the content as the new one of a post of the author, instead of a post of its own.
  ///
  /// @throws io.rivulet.event.InvalidEventException if it is out of bounds
  public CompletableFuture<Position> publishAsEditOf(PostTarget post) {
    return publisher.publish(new Submission.Edit(author, post, draft()));
  }

  private Draft draft() {
    return new Draft(text, language, media, card, sensitive, contentWarning);
  }
}
