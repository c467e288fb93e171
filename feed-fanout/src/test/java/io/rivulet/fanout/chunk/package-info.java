@NullMarked
package io.rivulet.fanout.chunk;

import org.jspecify.annotations.NullMarked;
