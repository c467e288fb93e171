/// Dead letters, for whoever operates the system: which there are, and submitting them again.
@NullMarked
package io.rivulet.ingest.deadletter;

import org.jspecify.annotations.NullMarked;
