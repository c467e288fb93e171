/// The deliver stage: the only writer of home timelines' adds and of relations, one worker a shard.
///
/// [DeliverProcessor] takes the records of a deliveries partition, [Lane] writes them to Redis:
/// many timelines a call, one call at a time a shard, so that retries keep the order of a shard.
@NullMarked
package io.rivulet.fanout.deliver;

import org.jspecify.annotations.NullMarked;
