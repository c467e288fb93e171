@NullMarked
package io.rivulet.reader.index;

import org.jspecify.annotations.NullMarked;
