/// Tells readers what has just been acknowledged of what somebody listens to, see
/// [io.rivulet.live].
@NullMarked
package io.rivulet.fanout.live;

import org.jspecify.annotations.NullMarked;
