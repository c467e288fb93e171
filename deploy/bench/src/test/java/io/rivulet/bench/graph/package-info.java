@NullMarked
package io.rivulet.bench.graph;

import org.jspecify.annotations.NullMarked;
