@NullMarked
package io.rivulet.bench.fanout;

import org.jspecify.annotations.NullMarked;
