@NullMarked
package io.rivulet.ingest.media;

import org.jspecify.annotations.NullMarked;
