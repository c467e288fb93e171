/// Markers, lists and the dismissal of notifications over HTTP: what an account keeps for itself.
@NullMarked
package io.rivulet.ingest.kept;

import org.jspecify.annotations.NullMarked;
