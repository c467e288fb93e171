@NullMarked
package io.rivulet.reaction;

import org.jspecify.annotations.NullMarked;
