package io.rivulet.event;

/// An account named in a text, found when the post was published.
public record Mention(long account, String username) {

  public Mention {
    Check.id("account", account);
    Usernames.check("username", username);
  }
}
