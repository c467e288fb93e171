package io.rivulet.ingest.answer;

import com.fasterxml.jackson.databind.node.TextNode;
import io.rivulet.event.PostDefaults;
import io.rivulet.post.PostBody;

/// A post or boost as it is served to the one who just changed it.
///
/// Counts are not known here and start at zero; the boost just made is counted, since clients show
/// what this answer says.
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

  /// A post.
  public String of(PostBody post, boolean boosted) {
    return "{" + members(post, account(post.author()), boosted, "null") + "}";
  }

  /// A post that was just published by `account`.
  public String published(PostBody post, String account) {
    return "{" + members(post, account, false, "null") + "}";
  }

  /// A post that is no more, with the text it had, so that a client can offer to write it anew.
  public String deleted(PostBody post, String text) {
    String members = members(post, account(post.author()), false, "null");
    return "{" + members + ",\"text\":" + TextNode.valueOf(text) + "}";
  }

  /// A boost that was just published by `account`, around the answer that its original is.
  public String boost(PostBody boost, String account, String original) {
    return "{" + members(boost, account, true, original) + "}";
  }

  private static String members(PostBody body, String account, boolean boosted, String reblog) {
    return Fragments.text(body)
        + ",\"account\":"
        + account
        + ",\"reblog\":"
        + reblog
        + ",\"reblogs_count\":"
        + (boosted ? 1 : 0)
        + ",\"favourites_count\":0,\"replies_count\":0,\"quotes_count\":0"
        + ",\"favourited\":false,\"reblogged\":"
        + boosted
        + ",\"muted\":false,\"bookmarked\":false,\"pinned\":false,\"filtered\":[]";
  }
}
