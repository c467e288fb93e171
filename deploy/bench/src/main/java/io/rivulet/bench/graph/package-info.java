/// Graphs of who follows whom, generated alike from a seed.
@NullMarked
package io.rivulet.bench.graph;

import org.jspecify.annotations.NullMarked;
