/// What a running system tells of itself: the metrics of all its services, read and put together
/// for a terminal and for the operations page, so that both say what dashboards and alerts say.
@NullMarked
package io.rivulet.vitals;

import org.jspecify.annotations.NullMarked;
