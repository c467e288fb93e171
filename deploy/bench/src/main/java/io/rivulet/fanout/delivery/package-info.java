/// What is measured of deliveries, from inside of the package: its classes are nobody else's.
@NullMarked
package io.rivulet.fanout.delivery;

import org.jspecify.annotations.NullMarked;
