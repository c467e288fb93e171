/// What could not be used, as it lies in `feed.dead-letters.v1`: the untouched bytes, and in
/// headers why, where from and when.
@NullMarked
package io.rivulet.deadletter;

import org.jspecify.annotations.NullMarked;
