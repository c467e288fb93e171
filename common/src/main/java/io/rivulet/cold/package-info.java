/// Posts whose bodies Redis does not have any more, or has lost: the fan-out workers have them all
/// in their stores, and answer over HTTP.
///
/// A worker tells in Redis of which partitions of authors it has the stores ([Doors]). Who misses
/// posts asks all workers at once, and is told which partitions each has searched ([Searched]): so
/// "nobody has it" and "nobody could say" are two answers, and a page is never wrong for want of
/// one.
@NullMarked
package io.rivulet.cold;

import org.jspecify.annotations.NullMarked;
