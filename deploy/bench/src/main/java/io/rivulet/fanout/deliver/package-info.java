/// What is measured of the deliver stage, from inside of the package: its classes are nobody
/// else's.
@NullMarked
package io.rivulet.fanout.deliver;

import org.jspecify.annotations.NullMarked;
