/// The overlay's scripts and codecs on a real Redis.
@NullMarked
package io.rivulet.overlay;

import org.jspecify.annotations.NullMarked;
