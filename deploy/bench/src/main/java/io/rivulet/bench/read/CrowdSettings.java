package io.rivulet.bench.read;

import io.rivulet.local.LocalException;

/// How large a population is.
///
/// @param viewers who read; 10 to 100,000
/// @param authors who published; 100 to 1,000,000
/// @param followees of each viewer, chosen alike; 10 to 5,000 and at most half of the authors
/// @param posts of an author on average; 5 to 800
record CrowdSettings(int viewers, int authors, int followees, int posts) {
  CrowdSettings {
    require("viewers", viewers, 10, 100_000);
    require("authors", authors, 100, 1_000_000);
    require("followees", followees, 10, Math.min(5_000, authors / 2));
    require("posts", posts, 5, 800);
  }

  /// Posts of all authors.
  int published() {
    return authors * posts;
  }

  /// How many posts are published while a viewer gets one.
  int spacing() {
    return authors / followees;
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new LocalException(
          "%s must be %d to %d, but is %d".formatted(name, least, most, value));
    }
  }
}
