package io.rivulet.bench.read;

/// What of reading is measured.
enum ReadKind {
  /// First pages: the maximum, at rates, at shares of the maximum; and the same bytes by nginx.
  first,
  /// The same bytes by a bare Jetty, without and with a round trip to Redis.
  parts,
  /// Pages far down, above the floor of the timeline and below it.
  deep,
  /// First pages of viewers who follow large authors.
  pulled,
  /// First pages of viewers whose timeline was dropped.
  rebuilds,
  /// First pages while posts are published and delivered at half the rate that is kept up with.
  live,
  /// The mix of DeathStarBench's social network: home, author, compose.
  mix
}
