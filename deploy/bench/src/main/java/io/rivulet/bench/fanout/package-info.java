/// `bench fanout`: posts into Kafka, deliveries in Redis, through the real job.
@NullMarked
package io.rivulet.bench.fanout;

import org.jspecify.annotations.NullMarked;
