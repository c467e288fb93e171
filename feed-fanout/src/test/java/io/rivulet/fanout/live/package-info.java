@NullMarked
package io.rivulet.fanout.live;

import org.jspecify.annotations.NullMarked;
