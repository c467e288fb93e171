/// `deploy/rivulet plan`: what a system of a given size takes, from formulas that measured figures
/// calibrate. RATIONALE.md of this module says where each formula and each number comes from.
@NullMarked
package io.rivulet.capacity;

import org.jspecify.annotations.NullMarked;
