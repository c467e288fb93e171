/// Relations between accounts over HTTP: follow, block, mute, requests to follow, and their ends.
@NullMarked
package io.rivulet.ingest.relation;

import org.jspecify.annotations.NullMarked;
