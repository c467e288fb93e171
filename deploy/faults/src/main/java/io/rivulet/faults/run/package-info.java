/// A run of faults: the schedule carried out, recovery timed, the verdict, the report, the command.
@NullMarked
package io.rivulet.faults.run;

import org.jspecify.annotations.NullMarked;
