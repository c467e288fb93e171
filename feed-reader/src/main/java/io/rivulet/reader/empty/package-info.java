/// What clients ask for that Rivulet has none of, with the empty value that belongs there. A client
/// that is told 404 shows an error; one that is told "none" shows nothing.
@NullMarked
package io.rivulet.reader.empty;

import org.jspecify.annotations.NullMarked;
