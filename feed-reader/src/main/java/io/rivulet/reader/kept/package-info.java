/// What is kept for a viewer alone: markers, and lists with their timelines.
@NullMarked
package io.rivulet.reader.kept;

import org.jspecify.annotations.NullMarked;
