@NullMarked
package io.rivulet.reader.search;

import org.jspecify.annotations.NullMarked;
