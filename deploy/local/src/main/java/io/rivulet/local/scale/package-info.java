/// Asks a run for another number of workers, and watches what that does to deliveries.
/// [io.rivulet.local.scale.Scaling] is the way in.
@NullMarked
package io.rivulet.local.scale;

import org.jspecify.annotations.NullMarked;
