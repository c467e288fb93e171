/// Writing to Kafka on behalf of somebody who waits for the answer.
@NullMarked
package io.rivulet.ingest.publish;

import org.jspecify.annotations.NullMarked;
