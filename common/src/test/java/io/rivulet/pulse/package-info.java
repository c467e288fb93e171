@NullMarked
package io.rivulet.pulse;

import org.jspecify.annotations.NullMarked;
