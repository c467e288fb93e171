/// Reading values from Redis in few round trips, waiting for what is not there *yet*, and counting
/// what should have been there.
@NullMarked
package io.rivulet.reader.fetch;

import org.jspecify.annotations.NullMarked;
