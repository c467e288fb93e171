@NullMarked
package io.rivulet.fanout.flow;

import org.jspecify.annotations.NullMarked;
