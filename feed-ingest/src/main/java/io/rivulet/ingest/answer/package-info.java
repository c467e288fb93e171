/// The JSON that is answered: stored fragments put together with what belongs beside them.
@NullMarked
package io.rivulet.ingest.answer;

import org.jspecify.annotations.NullMarked;
