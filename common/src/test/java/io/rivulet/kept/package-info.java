@NullMarked
package io.rivulet.kept;

import org.jspecify.annotations.NullMarked;
