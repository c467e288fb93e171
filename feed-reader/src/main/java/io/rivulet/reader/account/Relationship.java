package io.rivulet.reader.account;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a viewer stands to an account, as the HTTP convention has it. Rivulet knows following; the
/// other members say that there is nothing.
@JsonNaming(SnakeCaseStrategy.class)
record Relationship(
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

  static Relationship of(long account, boolean following, boolean followedBy) {
    return new Relationship(
        Long.toString(account),
        following,
        following,
        false,
        null,
        followedBy,
        false,
        false,
        false,
        false,
        null,
        false,
        false,
        false,
        false,
        "");
  }
}
