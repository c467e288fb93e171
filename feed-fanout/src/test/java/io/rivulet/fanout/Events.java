package io.rivulet.fanout;

import io.rivulet.event.AccountUpdated;
import io.rivulet.event.Followed;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.Profile;
import io.rivulet.event.Visibility;
import java.time.Instant;

/// The events that most tests publish.
public final class Events {
  public static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private Events() {}

  public static AccountUpdated account(long id) {
    return account(id, "user" + id);
  }

  public static AccountUpdated account(long id, String username) {
    return new AccountUpdated(id, username, Profile.EMPTY, NOW, NOW, null);
  }

  public static Followed follow(long follower, long followee) {
    return new Followed(follower, followee, NOW, null);
  }

  public static PostPublished post(long id, long author) {
    return new PostPublished(
        id, author, NOW, PostContent.ofText("text"), Visibility.PUBLIC, null, null, null, null);
  }
}
