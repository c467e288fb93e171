/// What is measured of the plan stage, from inside of its package: its classes are nobody else's.
@NullMarked
package io.rivulet.fanout.plan;

import org.jspecify.annotations.NullMarked;
