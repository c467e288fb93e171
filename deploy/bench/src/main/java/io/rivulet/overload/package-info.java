/// What is measured of bounds on what is taken on, from inside of their package.
@NullMarked
package io.rivulet.overload;

import org.jspecify.annotations.NullMarked;
