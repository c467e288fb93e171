/// Likes, bookmarks and pins over HTTP.
@NullMarked
package io.rivulet.ingest.reaction;

import org.jspecify.annotations.NullMarked;
