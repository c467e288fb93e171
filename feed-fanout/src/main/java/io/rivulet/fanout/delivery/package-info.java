/// What the plan stage hands to the deliver stage: the records of `feed.deliveries.v1`.
///
/// The topic is internal. Its values are compact binary, since one post makes as many of them as
/// there are partitions with followers.
@NullMarked
package io.rivulet.fanout.delivery;

import org.jspecify.annotations.NullMarked;
