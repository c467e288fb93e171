/// Dead letters keep what was received.
@NullMarked
package io.rivulet.deadletter;

import org.jspecify.annotations.NullMarked;
