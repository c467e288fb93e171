/// What a benchmark does to processes and asks of them: processor time and memory used, a core of
/// their own, a share of a core. Linux only, as `/proc`, `taskset` and control groups are.
@NullMarked
package io.rivulet.bench.machine;

import org.jspecify.annotations.NullMarked;
