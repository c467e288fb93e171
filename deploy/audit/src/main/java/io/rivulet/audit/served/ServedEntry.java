package io.rivulet.audit.served;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// A status of a page, as far as it is judged.
///
/// @param shows the post that is to be seen: of a boost the boosted one, else `id`
/// @param editedAt of that post, in milliseconds since 1970; 0 if it was never edited
public record ServedEntry(long id, long shows, long editedAt) {
  static ServedEntry of(JsonNode status) {
    JsonNode boosted = status.path("reblog");
    JsonNode shown = boosted.isObject() ? boosted : status;
    String edited = shown.path("edited_at").asText("");
    return new ServedEntry(
        status.path("id").asLong(),
        shown.path("id").asLong(),
        edited.isEmpty() || edited.equals("null") ? 0 : Instant.parse(edited).toEpochMilli());
  }
}
