/// Tests of the command line: of its arguments alone, and of a whole run in a process of its own.
@NullMarked
package io.rivulet.cli;

import org.jspecify.annotations.NullMarked;
