/// feed-ingest from outside: over HTTP and Kafka, with a real Kafka and a real Redis.
@NullMarked
package io.rivulet.ingest;

import org.jspecify.annotations.NullMarked;
