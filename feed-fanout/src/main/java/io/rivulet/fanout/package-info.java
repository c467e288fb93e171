/// feed-fanout: the Kafka Streams job that turns events into home timelines.
@NullMarked
package io.rivulet.fanout;

import org.jspecify.annotations.NullMarked;
