/// Tests of the local run's parts; a whole run is tried through the command line.
@NullMarked
package io.rivulet.local;

import org.jspecify.annotations.NullMarked;
