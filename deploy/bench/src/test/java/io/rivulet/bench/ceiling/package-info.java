/// Tests of the bare client and of what it measures.
@NullMarked
package io.rivulet.bench.ceiling;

import org.jspecify.annotations.NullMarked;
