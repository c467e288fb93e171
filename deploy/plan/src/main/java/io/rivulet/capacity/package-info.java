/// `deploy/rivulet plan`: what a system of a given size takes, from formulas that measured figures
/// calibrate. RATIONALE.md of this module says where each formula and each number comes from.
///
/// [io.rivulet.capacity.Simulation] has a population post in simulated time through the fan-out's
/// own code, Redis and Kafka being counted instead of called: what the formulas are compared with.
@NullMarked
package io.rivulet.capacity;

import org.jspecify.annotations.NullMarked;
