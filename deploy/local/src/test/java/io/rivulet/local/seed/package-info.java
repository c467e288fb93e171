/// Tests of the seed: that it is always the same, and that it is valid.
@NullMarked
package io.rivulet.local.seed;

import org.jspecify.annotations.NullMarked;
