@NullMarked
package io.rivulet.audit.log;

import org.jspecify.annotations.NullMarked;
