@NullMarked
package io.rivulet.access;

import org.jspecify.annotations.NullMarked;
