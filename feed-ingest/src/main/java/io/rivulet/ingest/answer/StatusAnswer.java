package io.rivulet.ingest.answer;

import com.fasterxml.jackson.databind.node.TextNode;
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

  /// A post.
  public String of(PostBody post, boolean boosted) {
    return "{" + members(post, boosted, "null") + "}";
  }

  /// A post that is no more, with the text it had, so that a client can offer to write it anew.
  public String deleted(PostBody post, String text) {
    return "{" + members(post, false, "null") + ",\"text\":" + TextNode.valueOf(text) + "}";
  }

  /// A boost around its original.
  public String boost(PostBody boost, PostBody original) {
    return "{" + members(boost, true, of(original, true)) + "}";
  }

  private String members(PostBody body, boolean boosted, String reblog) {
    return Fragments.text(body)
        + ",\"account\":"
        + accounts.of(body.author())
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
