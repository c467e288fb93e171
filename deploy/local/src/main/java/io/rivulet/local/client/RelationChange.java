package io.rivulet.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// A change of what one account is to another, as the API has it: `POST /accounts/:id/<verb>`.
public sealed interface RelationChange {
  /// The last part of the path, and the word for it in reports.
  default String verb() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /// Follows, or changes how.
  ///
  /// @param boosts whether the followee's boosts are to show
  record Follow(boolean boosts) implements RelationChange {}

  record Unfollow() implements RelationChange {}

  record Block() implements RelationChange {}

  record Unblock() implements RelationChange {}

  /// Mutes.
  ///
  /// @param ends after this time; empty for a mute that does not end by itself
  record Mute(Optional<Duration> ends) implements RelationChange {}

  record Unmute() implements RelationChange {}

  /// The request to make it.
  ///
  /// @param token of whoever changes what the target is to him
  default Call call(String token, long target) {
    return Call.post("/api/v1/accounts/%d/%s".formatted(target, verb()), token, options());
  }

  private JsonNode options() {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    return switch (this) {
      case Follow follow -> follow.boosts() ? options : options.put("reblogs", false);
      case Mute mute ->
          mute.ends().map(time -> options.put("duration", time.toSeconds())).orElse(options);
      case Unfollow _, Block _, Unblock _, Unmute _ -> options;
    };
  }
}
