/// Who uses the system meanwhile: a load, and probes that time deliveries; and what they were
/// promised.
@NullMarked
package io.rivulet.faults.traffic;

import org.jspecify.annotations.NullMarked;
