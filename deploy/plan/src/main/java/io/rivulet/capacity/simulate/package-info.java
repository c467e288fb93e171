/// A population that posts in simulated time through the fan-out's own code, Redis and Kafka being
/// counted instead of called: what the planner's formulas are compared with.
@NullMarked
package io.rivulet.capacity.simulate;

import org.jspecify.annotations.NullMarked;
