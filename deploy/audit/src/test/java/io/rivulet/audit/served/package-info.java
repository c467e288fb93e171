@NullMarked
package io.rivulet.audit.served;

import org.jspecify.annotations.NullMarked;
