package io.rivulet.relations;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a viewer stands to an account, as the HTTP convention has it. What Rivulet does not know
/// (domains, endorsements, notes) says that there is nothing.
@JsonNaming(SnakeCaseStrategy.class)
public record Relationship(
    String id,
    boolean following,
    boolean showingReblogs,
    boolean notifying,
    @Nullable List<String> languages,
    boolean followedBy,
    boolean blocking,
    boolean blockedBy,
    boolean muting,
    boolean mutingNotifications,
    @Nullable String mutingExpiresAt,
    boolean requested,
    boolean requestedBy,
    boolean domainBlocking,
    boolean endorsed,
    String note) {

  /// The relationship to `account`.
  ///
  /// @param own what the viewer is to the account
  /// @param inverse the viewer's relations, which know who blocks him and who asked to follow him
  /// @param followedBy what the account's relations say; a block ends it
  /// @param now milliseconds since 1970
  public static Relationship of(
      long account, Relation own, Relations inverse, boolean followedBy, long now) {
    boolean blockedBy = inverse.blockedBy(account);
    boolean muting = own.mutedAt(now);
    return new Relationship(
        Long.toString(account),
        own.following(),
        own.following() && !own.hidesBoosts(),
        own.following() && own.notified(),
        null,
        followedBy && !own.blocking() && !blockedBy,
        own.blocking(),
        blockedBy,
        muting,
        muting, // nobody is notified of whom he mutes
        muting && own.mutedUntil() != Relation.NEVER
            ? Instant.ofEpochMilli(own.mutedUntil()).toString()
            : null,
        own.requested(),
        inverse.requestedBy(account) && !own.blocking(),
        false,
        false,
        "");
  }
}
