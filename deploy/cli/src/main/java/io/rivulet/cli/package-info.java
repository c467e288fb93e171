/// The command line `deploy/rivulet`: the same for starting everything on one machine, for looking
/// at it, and for an operator's jobs. Each command is one class; what goes wrong is one line on
/// standard error and an exit code that is not 0.
@NullMarked
package io.rivulet.cli;

import org.jspecify.annotations.NullMarked;
