package io.rivulet.audit.model;

import io.rivulet.event.Mention;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A post or boost, and all that became of it.
final class PostHistory {
  final Fact published;
  final PostPublished post;
  final List<Fact> edits = new ArrayList<>();
  @Nullable Fact deleted;

  PostHistory(Fact published, PostPublished post) {
    this.published = published;
    this.post = post;
  }

  long id() {
    return post.id();
  }

  long author() {
    return post.author();
  }

  /// The post that a reader of this entry sees: of a boost, what it boosts.
  long shows() {
    PostRef original = post.boostOf();
    return original == null ? post.id() : original.id();
  }

  boolean mentions(long account) {
    return mentioned().contains(account);
  }

  /// Of the last edit: an edit replaces the content as a whole.
  List<Long> mentioned() {
    PostContent content =
        edits.isEmpty() ? post.content() : ((PostEdited) edits.getLast().event()).content();
    return content.mentions().stream().map(Mention::account).toList();
  }

  List<Version> versions() {
    List<Version> versions = new ArrayList<>();
    versions.add(new Version(published.at(), null));
    edits.forEach(
        edit -> versions.add(new Version(edit.at(), ((PostEdited) edit.event()).editedAt())));
    return versions;
  }
}
