/// The deliver stage's own grouping of calls, driven without a Redis: its classes are nobody
/// else's.
@NullMarked
package io.rivulet.fanout.deliver;

import org.jspecify.annotations.NullMarked;
