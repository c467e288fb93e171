package io.rivulet.event;

/// What an author did to a post: a record of `feed.posts.v1`, keyed by the author.
public sealed interface PostEvent extends Event permits PostPublished, PostEdited, PostDeleted {

  long author();

  @Override
  default long key() {
    return author();
  }
}
