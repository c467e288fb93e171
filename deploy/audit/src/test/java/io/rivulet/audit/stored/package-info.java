@NullMarked
package io.rivulet.audit.stored;

import org.jspecify.annotations.NullMarked;
