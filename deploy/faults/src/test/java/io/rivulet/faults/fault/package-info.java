/// Tests: The schedule.
@NullMarked
package io.rivulet.faults.fault;

import org.jspecify.annotations.NullMarked;
