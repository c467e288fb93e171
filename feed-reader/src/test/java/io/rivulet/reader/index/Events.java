package io.rivulet.reader.index;

import io.rivulet.event.AccountUpdated;
import io.rivulet.event.Followed;
import io.rivulet.event.Origin;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostDeleted;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Profile;
import io.rivulet.event.Unfollowed;
import io.rivulet.event.Visibility;
import io.rivulet.reader.Feed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Events that tests publish, each with no more than what matters to them.
public final class Events {
  private Events() {}

  public static PostPublished post(long id, long author, String text) {
    return post(id, author, content(text), Visibility.PUBLIC, null);
  }

  public static PostPublished post(
      long id, long author, PostContent content, Visibility visibility, @Nullable PostRef replyTo) {
    return new PostPublished(id, author, Feed.TIME, content, visibility, replyTo, null, null, null);
  }

  public static PostPublished reply(long id, long author, long replyTo, long replyToAuthor) {
    return post(id, author, content("re"), Visibility.PUBLIC, new PostRef(replyTo, replyToAuthor));
  }

  public static PostPublished boost(long id, long author, long of, long ofAuthor) {
    return new PostPublished(
        id,
        author,
        Feed.TIME,
        PostContent.EMPTY,
        Visibility.PUBLIC,
        null,
        new PostRef(of, ofAuthor),
        null,
        null);
  }

  public static PostPublished keyed(long id, long author, String clientKey, String text) {
    return new PostPublished(
        id, author, Feed.TIME, content(text), Visibility.PUBLIC, null, null, clientKey, null);
  }

  public static PostPublished from(Origin origin, PostPublished post) {
    return new PostPublished(
        post.id(),
        post.author(),
        post.createdAt(),
        post.content(),
        post.visibility(),
        post.replyTo(),
        post.boostOf(),
        post.clientKey(),
        origin);
  }

  public static PostEdited edit(long id, long author, String text) {
    return new PostEdited(
        PostTarget.of(id), author, Feed.TIME.plusSeconds(60), content(text), null);
  }

  public static PostDeleted delete(long id, long author) {
    return new PostDeleted(PostTarget.of(id), author, Feed.TIME.plusSeconds(90), null);
  }

  public static PostDeleted delete(String clientKey, long author) {
    return new PostDeleted(
        PostTarget.ofClientKey(clientKey), author, Feed.TIME.plusSeconds(90), null);
  }

  public static Followed follow(long follower, long followee) {
    return new Followed(follower, followee, Feed.TIME, null);
  }

  public static Unfollowed unfollow(long follower, long followee) {
    return new Unfollowed(follower, followee, Feed.TIME, null);
  }

  public static AccountUpdated account(long id, String username, String displayName) {
    Profile profile = new Profile(displayName, "", "", "", List.of(), false, false);
    return new AccountUpdated(id, username, profile, Feed.TIME, Feed.TIME, null);
  }

  /// A text with its tags, as feed-ingest finds them.
  public static PostContent content(String text) {
    List<String> tags =
        Arrays.stream(text.split(" "))
            .filter(word -> word.startsWith("#"))
            .map(word -> word.substring(1).toLowerCase(Locale.ROOT))
            .toList();
    return new PostContent(text, null, List.of(), null, tags, List.of(), false, "");
  }
}
