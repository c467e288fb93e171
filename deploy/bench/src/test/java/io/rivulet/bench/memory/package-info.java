@NullMarked
package io.rivulet.bench.memory;

import org.jspecify.annotations.NullMarked;
