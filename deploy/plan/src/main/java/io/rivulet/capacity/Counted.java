package io.rivulet.capacity;

import io.rivulet.fanout.deliver.CountedLanes;
import java.time.Duration;

/// What a simulation counted.
///
/// @param pulled posts of them whose author is pulled
/// @param records of feed.deliveries.v1
/// @param kafkaBytes of them, each in a batch of its own
/// @param single what one Redis got, with calls over all shards of a lane
/// @param cluster what the nodes of a cluster got, with calls of one shard
/// @param homes home timelines that are there
/// @param homeBytes of them in Redis
/// @param simulated from the first post to the last answer
/// @param took on the clock
record Counted(
    long posts,
    long pulled,
    long deliveries,
    long records,
    long kafkaBytes,
    CountedLanes.Counts single,
    CountedLanes.Counts cluster,
    long homes,
    double homeBytes,
    Duration simulated,
    Duration took) {}
