/// Merging author timelines: the definition of a home timeline evaluated directly, as a rebuild
/// does it and as paging does below a timeline's floor.
@NullMarked
package io.rivulet.reader.merge;

import org.jspecify.annotations.NullMarked;
