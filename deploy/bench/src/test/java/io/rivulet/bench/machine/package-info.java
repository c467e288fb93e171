@NullMarked
package io.rivulet.bench.machine;

import org.jspecify.annotations.NullMarked;
