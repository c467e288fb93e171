/// The audit from beginning to end, and the explanation of a single entry.
@NullMarked
package io.rivulet.audit.run;

import org.jspecify.annotations.NullMarked;
