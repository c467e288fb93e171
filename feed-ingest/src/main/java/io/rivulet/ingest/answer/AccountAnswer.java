package io.rivulet.ingest.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rivulet.account.AccountBody;
import io.rivulet.account.Counts;
import io.rivulet.event.PostDefaults;
import io.rivulet.event.Profile;
import io.rivulet.ingest.known.KnownAccounts;
import io.rivulet.ingest.known.KnownRelations;
import io.rivulet.post.StatusRenderer;
import io.rivulet.relations.Relations;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import java.time.Instant;
import java.time.ZoneOffset;

/// An account as it is served: the stored fragment and its counts.
public final class AccountAnswer {
  private final KnownAccounts accounts;
  private final KnownRelations relations;

  /// The numbers beside a fragment.
  public record Counted(Counts counts, Relations relations) {}

  public AccountAnswer(KnownAccounts accounts, KnownRelations relations) {
    this.accounts = accounts;
    this.relations = relations;
  }

  /// Throws `NO_USER` unless there is such an account.
  public void require(long id) {
    if (!accounts.isKnown(id)) {
      throw ApiException.of(ApiError.NO_USER);
    }
  }

  /// The JSON of an account.
  ///
  /// @throws ApiException `NOT_FOUND` if it is unknown
  public String of(long id) {
    return author(id).json();
  }

  /// An account that publishes.
  StatusAnswer.Author author(long id) {
    AccountBody body = accounts.find(id).orElseThrow(() -> ApiException.of(ApiError.NOT_FOUND));
    return new StatusAnswer.Author("{" + members(body, counted(id)) + "}", body.postDefaults());
  }

  /// An account that was just created: nothing is counted of it yet, and Redis is not asked.
  public String created(AccountBody body) {
    return "{" + members(body, new Counted(Counts.NONE, Relations.following(0))) + "}";
  }

  /// What is counted of an account, to be asked for before it is published.
  public Counted counted(long id) {
    return new Counted(accounts.counts(id), relations.of(id));
  }

  /// An account as its owner sees it, with what he entered.
  public String own(AccountBody body, Counted counted, Profile profile) {
    PostDefaults defaults = profile.postDefaults();
    return "{"
        + members(body, counted)
        + ",\"source\":{\"privacy\":\""
        + StatusRenderer.visibility(defaults.visibility())
        + "\",\"sensitive\":"
        + defaults.sensitive()
        + ",\"language\":"
        + TextNode.valueOf(defaults.language() == null ? "" : defaults.language())
        + ",\"note\":"
        + TextNode.valueOf(profile.note())
        + ",\"fields\":"
        + fields(profile)
        + ",\"follow_requests_count\":"
        + (profile.locked() ? counted.relations().requestedBy().length : 0)
        + ",\"hide_collections\":false,\"discoverable\":true"
        + ",\"indexable\":false,\"quote_policy\":\"nobody\"}"
        + ",\"role\":{\"id\":\"-99\",\"name\":\"\",\"color\":\"\",\"permissions\":\"0\""
        + ",\"highlighted\":false}}";
  }

  private static ArrayNode fields(Profile profile) {
    ArrayNode fields = JsonNodeFactory.instance.arrayNode();
    for (Profile.Entry field : profile.fields()) {
      fields
          .addObject()
          .put("name", field.name())
          .put("value", field.value())
          .putNull("verified_at");
    }
    return fields;
  }

  private static String members(AccountBody body, Counted counted) {
    Counts counts = counted.counts();
    return Fragments.text(body)
        + ",\"followers_count\":"
        + counts.followers()
        + ",\"following_count\":"
        + counted.relations().following().length
        + ",\"statuses_count\":"
        + counts.statuses()
        + ",\"last_status_at\":"
        + lastStatus(counts);
  }

  private static String lastStatus(Counts counts) {
    return counts.lastStatusAt() == 0
        ? "null"
        : '"'
            + Instant.ofEpochMilli(counts.lastStatusAt())
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .toString()
            + '"';
  }
}
