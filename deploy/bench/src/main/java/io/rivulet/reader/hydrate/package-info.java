/// What is measured of feed-reader, from inside of its package.
@NullMarked
package io.rivulet.reader.hydrate;

import org.jspecify.annotations.NullMarked;
