@NullMarked
package io.rivulet.bench.read;

import org.jspecify.annotations.NullMarked;
