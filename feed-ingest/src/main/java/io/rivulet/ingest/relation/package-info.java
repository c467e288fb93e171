/// Relations between accounts over HTTP: follow and unfollow.
@NullMarked
package io.rivulet.ingest.relation;

import org.jspecify.annotations.NullMarked;
