package io.rivulet.ingest.answer;

import com.fasterxml.jackson.databind.node.TextNode;
import io.rivulet.event.PostDefaults;
import io.rivulet.post.PostBody;
import io.rivulet.reaction.Standing;
import io.rivulet.reaction.StandingJson;

/// A post or boost as it is served to the one who just changed it.
///
/// Counts and flags already have what was just done, since clients show what this answer says.
public final class StatusAnswer {
  private final AccountAnswer accounts;

  public StatusAnswer(AccountAnswer accounts) {
    this.accounts = accounts;
  }

  /// Refuses one who has a token but no account: his posts could not be shown.
  public void requireAccount(long viewer) {
    accounts.require(viewer);
  }

  /// The account beside a post. Whoever publishes asks for it first: once Kafka has the post, an
  /// answer must not depend on Redis.
  public String account(long id) {
    return accounts.of(id);
  }

  /// Who publishes, as [#account(long)], and what his posts are by default.
  public Author author(long id) {
    return accounts.author(id);
  }

  /// An author.
  ///
  /// @param json as it is served
  public record Author(String json, PostDefaults defaults) {}

  /// A post by `account`, as its viewer finds it.
  public String of(PostBody post, String account, Standing standing) {
    return "{" + members(post, account, standing, "null") + "}";
  }

  /// A post that is no more, with the text it had, so that a client can offer to write it anew.
  public String deleted(PostBody post, Standing standing, String text) {
    String members = members(post, account(post.author()), standing, "null");
    return "{" + members + ",\"text\":" + TextNode.valueOf(text) + "}";
  }

  /// A boost that was just published by `account`, around the answer that its original is.
  ///
  /// @param standing of the original: counts and flags of a boost are those of what it shows
  public String boost(PostBody boost, String account, Standing standing, String original) {
    return "{" + members(boost, account, standing, original) + "}";
  }

  private static String members(PostBody body, String account, Standing standing, String reblog) {
    return Fragments.text(body)
        + ",\"account\":"
        + account
        + ",\"reblog\":"
        + reblog
        + StandingJson.counts(standing)
        + StandingJson.flags(standing);
  }
}
