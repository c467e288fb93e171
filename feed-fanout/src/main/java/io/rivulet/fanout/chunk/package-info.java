/// Ascending ids in few bytes: each as its distance from the one before. Records of
/// `feed.deliveries.v1` carry them; stores keep them in chunks.
@NullMarked
package io.rivulet.fanout.chunk;

import org.jspecify.annotations.NullMarked;
