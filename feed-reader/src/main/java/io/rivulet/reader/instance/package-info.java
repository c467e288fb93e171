/// What clients ask first: which server this is and what it can do.
@NullMarked
package io.rivulet.reader.instance;

import org.jspecify.annotations.NullMarked;
