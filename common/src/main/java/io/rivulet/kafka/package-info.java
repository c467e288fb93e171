/// How a process reaches Kafka: the one place from which all its clients (producers, consumers,
/// admin, Streams) take their servers and their security.
@NullMarked
package io.rivulet.kafka;

import org.jspecify.annotations.NullMarked;
