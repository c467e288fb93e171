/// Ids of posts, boosts and accounts: 64-bit, ordered by time, unique over nodes without
/// coordination, and the same again when a submission is replayed.
@NullMarked
package io.rivulet.id;

import org.jspecify.annotations.NullMarked;
