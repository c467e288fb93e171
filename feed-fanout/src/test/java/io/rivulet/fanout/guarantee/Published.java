package io.rivulet.fanout.guarantee;

/// A post that Kafka has acknowledged.
///
/// @param partition of feed.posts.v1
/// @param offset in that partition
record Published(long id, long author, int partition, long offset) {}
