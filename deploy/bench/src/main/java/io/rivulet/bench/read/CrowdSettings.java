package io.rivulet.bench.read;

import io.rivulet.bench.report.BenchOptions;

/// How large a population is.
///
/// @param viewers who read; 10 to 100,000
/// @param authors who published; 100 to 1,000,000
/// @param followees of each viewer, chosen alike; 10 to 5,000 and at most half of the authors
/// @param posts of an author on average; 5 to 800
record CrowdSettings(int viewers, int authors, int followees, int posts) {
  CrowdSettings {
    BenchOptions.require("viewers", viewers, 10, 100_000);
    BenchOptions.require("authors", authors, 100, 1_000_000);
    BenchOptions.require("followees", followees, 10, Math.min(5_000, authors / 2));
    BenchOptions.require("posts", posts, 5, 800);
  }

  /// Posts of all authors.
  int published() {
    return authors * posts;
  }

  /// How many posts are published while a viewer gets one.
  int spacing() {
    return authors / followees;
  }
}
