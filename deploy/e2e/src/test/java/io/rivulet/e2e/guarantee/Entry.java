package io.rivulet.e2e.guarantee;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/// A post of an account's own, or its boost of one.
///
/// @param author who published it: of a boost, the booster
/// @param shown the post itself, or the boosted one
record Entry(long id, long author, Post shown) {
  static Entry of(JsonNode status) {
    JsonNode original = status.hasNonNull("reblog") ? status.path("reblog") : status;
    Set<Long> mentions = new HashSet<>();
    original.path("mentions").forEach(mention -> mentions.add(mention.path("id").asLong()));
    boolean direct = original.path("visibility").asText().equals("direct");
    return new Entry(
        status.path("id").asLong(),
        author(status),
        new Post(original.path("id").asLong(), author(original), Set.copyOf(mentions), direct));
  }

  private static long author(JsonNode status) {
    return status.path("account").path("id").asLong();
  }

  boolean isBoost() {
    return id != shown.id();
  }

  /// All whom a block hides it from, or who hide it by theirs.
  Set<Long> involved() {
    Set<Long> involved = new HashSet<>(shown.mentions());
    involved.add(author);
    involved.add(shown.author());
    return involved;
  }
}
