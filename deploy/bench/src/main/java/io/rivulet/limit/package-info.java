/// What is measured of limits, from inside of their package.
@NullMarked
package io.rivulet.limit;

import org.jspecify.annotations.NullMarked;
