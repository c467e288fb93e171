@NullMarked
package io.rivulet.audit.judge;

import org.jspecify.annotations.NullMarked;
