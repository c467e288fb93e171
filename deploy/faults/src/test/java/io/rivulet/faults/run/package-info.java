/// Tests: The verdict, and whole runs.
@NullMarked
package io.rivulet.faults.run;

import org.jspecify.annotations.NullMarked;
