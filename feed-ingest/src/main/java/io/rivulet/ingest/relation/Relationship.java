package io.rivulet.ingest.relation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The Relationship of the convention: what the one who asks is to the account `id`.
///
/// @param notYet relations that are not supported yet and so never hold
public record Relationship(
    @JsonProperty("id") String id,
    @JsonProperty("following") boolean following,
    @JsonProperty("showing_reblogs") boolean showingBoosts,
    @JsonProperty("followed_by") boolean followedBy,
    @JsonUnwrapped NotYet notYet) {

  static Relationship of(long id, boolean following, boolean followedBy) {
    return new Relationship(Long.toString(id), following, following, followedBy, NotYet.NONE);
  }

  /// Members that clients expect to be there.
  public record NotYet(
      @JsonProperty("notifying") boolean notifying,
      @JsonProperty("languages") List<String> languages,
      @JsonProperty("blocking") boolean blocking,
      @JsonProperty("blocked_by") boolean blockedBy,
      @JsonProperty("muting") boolean muting,
      @JsonProperty("muting_notifications") boolean mutingNotifications,
      @JsonProperty("muting_expires_at") @Nullable String mutingExpiresAt,
      @JsonProperty("requested") boolean requested,
      @JsonProperty("requested_by") boolean requestedBy,
      @JsonProperty("domain_blocking") boolean domainBlocking,
      @JsonProperty("endorsed") boolean endorsed,
      @JsonProperty("note") String note) {
    static final NotYet NONE =
        new NotYet(
            false, List.of(), false, false, false, false, null, false, false, false, false, "");
  }
}
