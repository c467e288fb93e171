/// What may be uploaded: formats and sizes. feed-ingest holds to it, feed-reader tells clients of
/// it.
@NullMarked
package io.rivulet.media;

import org.jspecify.annotations.NullMarked;
