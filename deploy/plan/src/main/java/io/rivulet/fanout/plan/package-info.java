/// The plan stage's own decisions, driven without a store: its classes are nobody else's.
@NullMarked
package io.rivulet.fanout.plan;

import org.jspecify.annotations.NullMarked;
