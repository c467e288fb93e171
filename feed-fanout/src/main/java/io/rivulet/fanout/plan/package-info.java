/// The plan stage, one task a partition of authors: keeps posts and followers, writes bodies and
/// author timelines to Redis and, once Redis has acknowledged them, hands each entry to the deliver
/// stage.
///
/// That order is what makes a rebuild safe: whatever was not delivered to a viewer is in an author
/// timeline that his rebuild reads.
@NullMarked
package io.rivulet.fanout.plan;

import org.jspecify.annotations.NullMarked;
