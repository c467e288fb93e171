/// Tests of what a load does, before anything is sent.
@NullMarked
package io.rivulet.local.load;

import org.jspecify.annotations.NullMarked;
