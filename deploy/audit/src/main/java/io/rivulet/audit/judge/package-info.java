/// Compares what is served with what the model says, while both go on changing.
@NullMarked
package io.rivulet.audit.judge;

import org.jspecify.annotations.NullMarked;
