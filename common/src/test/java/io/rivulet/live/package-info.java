@NullMarked
package io.rivulet.live;

import org.jspecify.annotations.NullMarked;
