/// Benchmarks of what Rivulet promises in numbers. Each starts its own servers, fills them by the
/// writers and scripts that the services use, warms up, measures in rounds, measures in the same
/// run what the machine itself would allow, and prints what was measured together with the machine
/// and the settings.
@NullMarked
package io.rivulet.bench;

import org.jspecify.annotations.NullMarked;
