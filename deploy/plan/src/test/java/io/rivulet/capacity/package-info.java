/// Tests of the capacity planner.
@NullMarked
package io.rivulet.capacity;

import org.jspecify.annotations.NullMarked;
