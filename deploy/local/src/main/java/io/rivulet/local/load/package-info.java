/// A load on a running system: people post, answer, follow, block and take it all back, in an order
/// that is the same for the same seed and the same population. Half of what can be submitted comes
/// as submissions, all else over HTTP.
@NullMarked
package io.rivulet.local.load;

import org.jspecify.annotations.NullMarked;
