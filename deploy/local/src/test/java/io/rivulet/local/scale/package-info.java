/// Tests of what is said of a change of the number of workers.
@NullMarked
package io.rivulet.local.scale;

import org.jspecify.annotations.NullMarked;
