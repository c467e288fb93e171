@NullMarked
package io.rivulet.bench.jmh;

import org.jspecify.annotations.NullMarked;
