/// Tests of what feed-ingest knows.
@NullMarked
package io.rivulet.ingest.known;

import org.jspecify.annotations.NullMarked;
