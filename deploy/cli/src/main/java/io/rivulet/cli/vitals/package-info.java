/// What a running system tells of itself, for a terminal: `status` once, `top` again and again.
/// Read from the metrics of all its services, so that it says what dashboards and alerts say.
@NullMarked
package io.rivulet.cli.vitals;

import org.jspecify.annotations.NullMarked;
