@NullMarked
package io.rivulet.cold;

import org.jspecify.annotations.NullMarked;
