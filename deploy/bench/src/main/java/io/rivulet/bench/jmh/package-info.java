/// Runs the benchmarks of inner loops, which lie in the packages of what they measure.
@NullMarked
package io.rivulet.bench.jmh;

import org.jspecify.annotations.NullMarked;
