/// More partitions for the topics of truth, the deliveries and the state of the fan-out, of a
/// system that runs: nobody publishes meanwhile, and everybody reads.
///
/// Offsets are versions everywhere, in stores and in Redis, so they are kept: a partition that is
/// added is a copy of the one it comes of, record by record at the same offset, with fillers for
/// what does not belong there.
@NullMarked
package io.rivulet.repartition;

import org.jspecify.annotations.NullMarked;
