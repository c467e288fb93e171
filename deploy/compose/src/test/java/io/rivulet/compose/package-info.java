/// What the files of this folder promise, held to it; and the whole, where it runs.
@NullMarked
package io.rivulet.compose;

import org.jspecify.annotations.NullMarked;
