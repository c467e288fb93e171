/// Tests of the benchmarks' instruments, and that the benchmarks run.
@NullMarked
package io.rivulet.bench;

import org.jspecify.annotations.NullMarked;
