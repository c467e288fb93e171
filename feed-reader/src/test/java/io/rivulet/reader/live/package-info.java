@NullMarked
package io.rivulet.reader.live;

import org.jspecify.annotations.NullMarked;
